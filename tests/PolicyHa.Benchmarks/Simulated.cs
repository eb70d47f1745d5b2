using System.Diagnostics;
using System.Globalization;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Simulation.World;

namespace PolicyHa.Benchmarks;

/// <summary>How much faster than the real one the simulated clock runs, with one host after the other failing and coming back.</summary>
sealed class Simulated : IBenchmark
{
    const int Hosts = 10;
    static readonly TimeSpan Span = TimeSpan.FromHours(48);
    static readonly TimeSpan FaultEvery = TimeSpan.FromMinutes(10);

    public string Name => "simulated";

    public Task RunAsync(Report report)
    {
        _ = Measure();                                              // warm
        var (took, fences) = Measure();
        var ratio = (Span / took).ToString("#,0", CultureInfo.InvariantCulture);
        report.Add($"{Span.TotalHours:0} h of a {Hosts}-host segment, a host lost every {FaultEvery.TotalMinutes:0} min, {fences} fences: simulated / real time", $"{ratio} x", "10,000 x");
        return Task.CompletedTask;
    }

    static (TimeSpan Took, int Fences) Measure()
    {
        var policy = PolicyCompiler.Compile([ShippedPolicies.Default], new Dictionary<string, string>()).Policy!;
        using var simulation = new Simulation.Running.Simulation(policy);
        var segment = new SegmentName("s1");
        simulation.World.Add(new FailoverSegment(segment, RecoveryMethod.Auto));
        for (var h = 1; h <= Hosts; h++)
        {
            var host = new HostName($"h{h}");
            simulation.World.Add(new SimHost(host, segment));
            simulation.World.Add(new SimInstance($"c{h}", host) { Metadata = new() { ["HA_Enabled"] = "true", ["HA_Class"] = "cattle" } });
        }

        var began = Stopwatch.GetTimestamp();
        simulation.StartAll();
        simulation.ReportAllUp(["mon1", "mon2"]);
        var number = 0;
        for (var at = TimeSpan.FromMinutes(1); at < Span; at += FaultEvery)
        {
            var host = simulation.World.Host(new HostName($"h{(number++ % Hosts) + 1}"));
            simulation.RunUntil(at);
            simulation.World.PowerOff(host);
            Say(simulation, host.Name, SignalStatus.Down);
            simulation.RunUntil(at + (FaultEvery / 2));
            simulation.World.Return(host);
            Say(simulation, host.Name, SignalStatus.Up);
        }

        simulation.RunUntil(Span);
        if (simulation.Broken is { } broken)
            throw new InvalidOperationException($"{broken}");
        return (Stopwatch.GetElapsedTime(began), simulation.World.Acts.Count(a => a.Kind == "fence"));
    }

    static void Say(Simulation.Running.Simulation simulation, HostName host, SignalStatus status) => simulation.Together(() =>
    {
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
            simulation.ReportAll(host, signal, status);
    });
}
