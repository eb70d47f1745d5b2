using System.Diagnostics;
using System.Globalization;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;

namespace PolicyHa.Benchmarks;

/// <summary>The rules engine: one signal of one host changes, and everything that follows from it is brought up to date.</summary>
sealed class Flips : IBenchmark
{
    const int Count = 200_000;

    /// <summary>Flips that are counted together.</summary>
    const int Slice = 10_000;

    /// <summary>Rounds before those that count: the compiler's second tier.</summary>
    const int WarmLossRounds = 20;

    const int CountedLossRounds = 11;

    /// <summary>So many hosts are down at a time: each flip breaks one or heals the one that broke longest ago.</summary>
    const int DownAtATime = 10;

    static readonly int Threads = Environment.ProcessorCount;

    static readonly Signal[] Signals =
        [Signal.AdminNetwork, Signal.TenantNetwork, Signal.StorageNetwork, Signal.NovaCompute, Signal.Libvirt];

    public string Name => "flips";

    public Task RunAsync(Report report)
    {
        foreach (var hosts in new[] { 1_000, 10_000 })
        {
            _ = Measure(hosts, Infer);                              // warm: the compiler's second tier
            _ = Measure(hosts, Plain);
            var (rules, floor) = (Measure(hosts, Infer), Measure(hosts, Plain));
            report.Add($"a flip, {hosts:#,0} hosts x {EngineFleet.InstancesOnHost} instances: the shipped rules brought up to date", $"{rules}", hosts == 1_000 ? "p99 10us" : "");
            report.Add(
                $"  flips a second, one thread: median of {Count / Slice} slices, best slice", $"{Number(rules.PerSecond)}, {Number(rules.BestPerSecond)}",
                "");
            report.Add($"  the same by {Threads} threads side by side, each with its segments, as in the service", Number(PerSecondSideBySide(hosts)), hosts == 1_000 ? "300,000" : "");
            report.Add("  the floor: the same table in plain C# for that host", $"{floor}");
            report.Add("  rules / floor, at the medians", Number(floor.PerSecond / rules.PerSecond) + " x");
        }

        MeasureNothingNew(report);
        MeasureLoad(report);
        MeasureLoss(report);
        return Task.CompletedTask;
    }

    static int Infer(EngineFleet fleet, int host) => fleet.Infer(host / EngineFleet.HostsInSegment).FaultOf(fleet.View(host).Name) is null ? 0 : 1;

    static int Plain(EngineFleet fleet, int host) => PlainTable.Ask(fleet.View(host));

    static FlipSample Measure(int hosts, Func<EngineFleet, int, int> look)
    {
        var fleet = new EngineFleet(hosts);
        fleet.Load();
        var random = new Random(7);
        var down = new Queue<(int Host, Signal Signal)>();
        var sample = new FlipSample(Count);
        for (var i = 0; i < Count; i++)
        {
            var heals = down.Count == DownAtATime || (down.Count > 0 && i % 2 == 1);
            var (host, signal) = heals ? down.Dequeue() : (random.Next(hosts), Signals[random.Next(Signals.Length)]);
            if (!heals)
                down.Enqueue((host, signal));
            fleet.Flip(host, signal, heals ? SignalStatus.Up : SignalStatus.Down);
            var began = Stopwatch.GetTimestamp();
            var faulty = look(fleet, host);
            sample.Add(Stopwatch.GetTimestamp() - began);
            if (faulty > 0 == heals && !down.Any(d => d.Host == host))
                throw new InvalidOperationException($"flip {i}: {fleet.View(host).Name} is {(heals ? "well" : "down")}, and the rules do not say so");
        }

        return sample;
    }

    /// <summary>Flips a second of all threads together; their segments share nothing but the policy.</summary>
    static double PerSecondSideBySide(int hosts)
    {
        var samples = new FlipSample[Threads];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() => samples[t] = Measure(hosts / Threads, Infer))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return samples.Sum(s => s.PerSecond);
    }

    /// <summary>A turn that finds nothing new, such as one that a timer woke.</summary>
    static void MeasureNothingNew(Report report)
    {
        var fleet = new EngineFleet(1_000);
        fleet.Load();
        var inference = new SegmentInference(fleet.Policy);
        var snapshot = fleet.Snapshot(0);
        _ = inference.Update(snapshot, FleetFacts.None);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            _ = inference.Update(snapshot, FleetFacts.None);
        report.Add("a turn that finds nothing new: garbage", $"{(GC.GetAllocatedBytesForCurrentThread() - bytes) / 10_000.0:0} bytes", "0");
    }

    static void MeasureLoad(Report report)
    {
        for (var round = 0; round < 2; round++)
        {
            var fleet = new EngineFleet(10_000);
            var bytes = GC.GetTotalMemory(forceFullCollection: true);
            var began = Stopwatch.GetTimestamp();
            fleet.Load();
            var took = Stopwatch.GetElapsedTime(began);
            var grown = GC.GetTotalMemory(forceFullCollection: true) - bytes;
            if (round == 0)
                continue;
            report.Add("10,000 hosts x 50 instances looked at for the first time", Sample.Text(took), "200 ms");
            report.Add("  memory of the rules engine for a host", $"{grown / fleet.Hosts} bytes", "1,024");
            GC.KeepAlive(fleet);
        }
    }

    static void MeasureLoss(Report report)
    {
        var (first, warm) = (TimeSpan.Zero, new List<TimeSpan>());
        var (plans, holds) = (0, 0);
        for (var round = 0; round < WarmLossRounds + CountedLossRounds; round++)
        {
            var fleet = new EngineFleet(10_000);
            fleet.Load();
            for (var host = 0; host < fleet.Hosts; host += 10)
                fleet.Flip(host, Signal.StorageNetwork, SignalStatus.Down);
            LetTheFleetGrowOld();
            (plans, holds) = (0, 0);
            var began = Stopwatch.GetTimestamp();
            for (var segment = 0; segment < fleet.Segments; segment++)
            {
                var decisions = fleet.Decide(segment);          // a turn writes them and lets them go
                plans += decisions.Count(d => d is Decision.Recover);
                holds += decisions.Count(d => d is Decision.Hold);
            }

            var took = Stopwatch.GetElapsedTime(began);
            if (plans + holds != fleet.Hosts / 10)
                throw new InvalidOperationException($"{plans} plans and {holds} holds");
            if (round == 0)
                first = took;
            else if (round >= WarmLossRounds)
                warm.Add(took);
        }

        warm.Sort();
        report.Add($"1,000 of 10,000 hosts lost at once: {plans} plans, {holds} holds, all explained (median of {warm.Count})", Sample.Text(warm[warm.Count / 2]), "100 ms");
        report.Add("  the fastest and the slowest of them", $"{Sample.Text(warm[0])}, {Sample.Text(warm[^1])}");
        report.Add("  the first one of a process", Sample.Text(first));
    }

    /// <summary>In a service that runs for days the fleet is old memory; what was built a moment ago would be collected within the measure.</summary>
    static void LetTheFleetGrowOld()
    {
        GC.Collect();
        GC.Collect();
    }

    static string Number(double value) => value.ToString(value < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>Ticks of many flips, without a list that grows.</summary>
    sealed class FlipSample(int count)
    {
        readonly long[] ticks = new long[count];
        int at;

        /// <summary>The median over slices: what else runs on the machine disturbs some of them.</summary>
        public double PerSecond => SlicesPerSecond[SlicesPerSecond.Length / 2];

        public double BestPerSecond => SlicesPerSecond[^1];

        double[] SlicesPerSecond =>
            [.. ticks.Take(at).Chunk(Slice).Where(s => s.Length == Slice).Select(s => Stopwatch.Frequency * (double)Slice / s.Sum()).Order()];

        public void Add(long elapsed) => ticks[at++] = elapsed;

        public override string ToString()
        {
            long[] sorted = [.. ticks.Take(at).Order()];
            return $"p50 {Micros(sorted, 0.5)} us, p99 {Micros(sorted, 0.99)} us";
        }

        static string Micros(long[] sorted, double share) =>
            (sorted[(int)(share * sorted.Length)] * 1e6 / Stopwatch.Frequency).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
