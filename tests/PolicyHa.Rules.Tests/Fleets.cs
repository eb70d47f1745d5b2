using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests;

/// <summary>Hosts and instances for tests, in one line each.</summary>
static class Fleets
{
    public static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(2);

    /// <summary>When every snapshot is taken.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    static readonly EventId Cause = new("test", "1");

    /// <summary>Where instances run unless told otherwise; in no aggregate.</summary>
    public static readonly ComputeHost H1 = Host("h1").Compute;

    /// <summary>The hosts among what is given, with the faults among it.</summary>
    public static ClusterSnapshot Snapshot(IReadOnlyList<object> given)
    {
        var hosts = given.OfType<HostView>().ToList();
        if (hosts.Count == 0)
            hosts.Add(Host("h1"));
        foreach (var (instance, fault) in given.OfType<FaultyInstance>())
        {
            var at = hosts.FindIndex(h => h.Name == instance.Host);
            hosts[at] = hosts[at] with { Instances = [.. hosts[at].Instances, instance], Faults = [.. hosts[at].Faults, fault] };
        }

        return new ClusterSnapshot(
            Now, new FailoverSegment(hosts[0].Compute.Segment, RecoveryMethod.Auto), hosts.ToArray(), OperatorState.Initial, SawEverything: true);
    }

    /// <param name="signals">Admin, tenant, storage, nova-compute and libvirt; the last may be left out.</param>
    /// <param name="age">How long the signals have stood; two minutes unless told.</param>
    public static HostView Host(
        string name, string signals = "up up up up", TimeSpan? age = null, string zone = "nova",
        bool maintenance = false)
    {
        var words = signals.Split(' ');
        var statuses = SignalNames.All.Select((_, i) => i < words.Length ? words[i] : "up").Select(Status);
        var since = Now - (age ?? LongAgo);
        var readings = statuses.Select(s => new SignalReading(s, since, since, Cause, 2, 2));
        var host = new ComputeHost(
            new HostName(name), new SegmentName("s1"), zone, "id-" + name, true, false, false, true);
        return new HostView(host, new HostSignals([.. readings], 1), maintenance, null, [], [], [], []);
    }

    public static Instance Instance(
        string name, string host = "h1", BootSource boot = BootSource.Volume,
        params (string Key, string Value)[] metadata) =>
        new(new InstanceId(name), name, new HostName(host), "p1", VmState.Active, null, boot,
            new Flavor("small", 1, 512, 0))
        {
            Metadata = metadata.ToDictionary(m => m.Key, m => m.Value),
        };

    public static FaultyInstance Fault(string name, string fault, string host = "h1", TimeSpan? age = null)
    {
        Assert.True(SignalNames.TryParseFault(fault, out var kind));
        var since = Now - (age ?? LongAgo);
        return new FaultyInstance(Instance(name, host), new FaultEntry(new InstanceId(name), kind, since, since, Cause));
    }

    static SignalStatus Status(string word)
    {
        Assert.True(SignalNames.TryParseStatus(word, out var status), word);
        return status;
    }
}

/// <summary>An instance and what is wrong inside it.</summary>
sealed record FaultyInstance(Instance Instance, FaultEntry Fault);
