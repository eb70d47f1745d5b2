using PolicyHa.Samples.Quickstart;

var once = args.Contains("--once");
if (args.Any(a => a is not "--once"))
{
    Console.Error.WriteLine($"make run knows no '{string.Join(' ', args)}'; it takes ARGS=--once, or nothing");
    return 2;
}

using var stop = new StopSignals();
using var folder = RunFolder.Open();
try
{
    return await new Play(folder, once).RunAsync(stop.Token);
}
catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
