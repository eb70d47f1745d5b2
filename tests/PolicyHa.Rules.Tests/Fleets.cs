using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests;

/// <summary>Hosts and instances for tests, in one line each.</summary>
static class Fleets
{
    public static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(2);

    static readonly EventId Cause = new("test", "1");

    /// <param name="signals">Admin, tenant, storage, nova-compute and libvirt; the last may be left out.</param>
    /// <param name="age">How long the signals have stood; two minutes unless told.</param>
    public static HostState Host(
        string name, string signals = "up up up up", TimeSpan? age = null, string segment = "s1",
        bool maintenance = false)
    {
        var words = signals.Split(' ');
        var statuses = SignalNames.All.Select((_, i) => i < words.Length ? words[i] : "up").Select(Status);
        var since = DateTimeOffset.UnixEpoch;
        var readings = statuses.Select(s => new SignalReading(s, since, since, Cause, 2, 2));
        var host = new ComputeHost(
            new HostName(name), new SegmentName(segment), "nova", "id-" + name, true, false, false, true);
        return new HostState(host, new HostSignals([.. readings], 1), age ?? LongAgo, maintenance);
    }

    public static Instance Instance(
        string name, string host = "h1", BootSource boot = BootSource.Volume,
        params (string Key, string Value)[] metadata) =>
        new(new InstanceId(name), name, new HostName(host), "p1", VmState.Active, null, boot,
            new Flavor("small", 1, 512, 0))
        {
            Metadata = metadata.ToDictionary(m => m.Key, m => m.Value),
        };

    public static InstanceFault Fault(string name, string fault, string host = "h1", TimeSpan? age = null)
    {
        Assert.True(SignalNames.TryParseFault(fault, out var kind));
        return new InstanceFault(Instance(name, host), kind, age ?? LongAgo, Cause);
    }

    static SignalStatus Status(string word)
    {
        Assert.True(SignalNames.TryParseStatus(word, out var status), word);
        return status;
    }
}
