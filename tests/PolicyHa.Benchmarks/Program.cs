using PolicyHa.Benchmarks;

IBenchmark[] all = [new Flips(), new Decide(), new Decode(), new KafkaToFence(), new FencesAtOnce(), new ManyEvacuations(), new Simulated(), new ColdStart(), new Picture()];
var unknown = args.Except(all.Select(b => b.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"no benchmark '{string.Join("', '", unknown)}'; there are {string.Join(", ", all.Select(b => b.Name))}");
    return 2;
}

var report = Report.Begin();
foreach (var benchmark in all.Where(b => args.Length == 0 || args.Contains(b.Name)))
{
    report.Enter(benchmark.Name);
    await benchmark.RunAsync(report);
}

return 0;
