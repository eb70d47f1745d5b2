using System.Globalization;
using PolicyHa.OpenStack.Bench;

// The first argument is how many servers die with their host; those after it are the numbers under way that the plain script is given.
var numbers = args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 0).ToList();
if (numbers.Contains(0))
{
    Console.Error.WriteLine("usage: policyha-openstack-bench [SERVERS [UNDER_WAY...]], whole numbers above 0, for example: 100 5 10 20 100");
    return 2;
}

var servers = numbers.Count > 0 ? numbers[0] : 100;
IReadOnlyList<int> fixedNumbers = numbers.Count > 1 ? numbers[1..] : [5, 10, 20, servers];

Console.WriteLine(
    $"{servers} servers of a killed host on a real Nova; {Environment.ProcessorCount} cores, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
var best = TimeSpan.MaxValue;
// The service goes first and last: the machine's own speed drifts, and the script should not gain by that.
var first = await ServiceRound.RunAsync(servers);
foreach (var number in fixedNumbers)
{
    var took = await ScriptRound.RunAsync(servers, number);
    best = took < best ? took : best;
}

var last = await ServiceRound.RunAsync(servers);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"the service: {first / best:0.00} and {last / best:0.00} times the best plain script ({best.TotalSeconds:0} s); bar 1.10"));
return 0;
