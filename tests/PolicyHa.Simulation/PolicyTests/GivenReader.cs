using PolicyHa.Engine.Facts;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>Reads <c>given:</c> of a policy test.</summary>
sealed class GivenReader(ProblemLog problems, Field field, Names names)
{
    /// <summary>
    /// For each host that is named its segment gets so many healthy ones more: then one faulty host in five is no storm,
    /// nobody doubts the observer, and a recovery has somewhere to go. Who wants it otherwise lists the hosts in <c>segments</c>.
    /// </summary>
    public const int CompanyPerHost = 4;

    /// <summary>A test has no more hosts than this, so that it stays a matter of milliseconds.</summary>
    public const int HostsMax = 500;

    const string DefaultSegment = "s1";

    /// <summary>Whoever has stood so for long has done so for a month.</summary>
    static readonly TimeSpan ForMax = TimeSpan.FromDays(30);

    readonly CloudReader cloud = new(problems, field, names);
    readonly List<string> unfenceable = [];

    public Given Read(YamlMapping given)
    {
        var reader = new MappingReader(given, "what is given", problems);
        var listed = cloud.ReadSegments(reader.Mapping("segments"));
        var named = ReadHosts(reader.Mapping("hosts"), listed);
        if (listed.Count == 0 && named.Count == 0)
            field.Wrong(given, "no host is given", "hosts: {c1: {signals: \"down up up up\"}}");
        IReadOnlyList<ScenarioSegment> segments = [.. listed, .. SegmentsOf(named.Where(n => n.Segment is not null))];
        if (segments.Sum(s => s.Hosts.Count) > HostsMax)
            field.Wrong(given, $"a test has at most {HostsMax} hosts, with the company each one is given", "list them in 'segments'");
        var hosts = named.ToDictionary(n => n.Host.Name, n => n.Host);
        var instances = reader.Mapping("instances") is { } list ? cloud.ReadInstances(list, segments) : [];
        var world = cloud.ReadWorld(reader.Mapping("world"));
        reader.Finish();
        return new Given(
            segments,
            [.. segments.SelectMany(s => s.Hosts).Select(h => hosts.GetValueOrDefault(h) ?? Healthy(h))],
            instances,
            world with { Unfenceable = [.. world.Unfenceable, .. unfenceable] });
    }

    /// <summary>Those of one segment and their company.</summary>
    IEnumerable<ScenarioSegment> SegmentsOf(IEnumerable<(GivenHost Host, string? Segment)> named)
    {
        foreach (var segment in named.GroupBy(n => n.Segment!))
        {
            var number = segment.Count() * CompanyPerHost;
            var company = Enumerable.Range(1, number).Select(n => $"{segment.Key}-spare{n}").ToList();
            foreach (var host in company)
                names.AddCompany(host);
            yield return new ScenarioSegment(segment.Key, [.. segment.Select(n => n.Host.Name), .. company], SharedStorage: true);
        }
    }

    /// <summary>Segment null: <c>segments</c> has the host already.</summary>
    List<(GivenHost Host, string? Segment)> ReadHosts(YamlMapping? mapping, List<ScenarioSegment> listed)
    {
        var hosts = new List<(GivenHost Host, string? Segment)>();
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (entry.Value is not YamlMapping body)
            {
                field.Wrong(entry.Value, "a host is a mapping: {signals: \"down up up up\"}");
                continue;
            }

            var reader = new MappingReader(body, "a host", problems);
            var segment = reader.Text("segment");
            hosts.Add((ReadHost(entry.Key.Value, reader), SegmentOf(entry.Key, segment, listed)));
            reader.Finish();
        }

        return hosts;
    }

    string? SegmentOf(YamlScalar host, YamlScalar? said, List<ScenarioSegment> listed)
    {
        var home = listed.Find(s => s.Hosts.Contains(host.Value));
        var segment = said?.Value ?? home?.Name ?? DefaultSegment;
        if (home?.Name == segment)
            return null;
        if (home is not null)
            field.Wrong(said!, $"host '{host.Value}' is in segment {home.Name} already");
        else if (listed.Exists(s => s.Name == segment))
            field.Wrong(host, $"segment {segment} has no host '{host.Value}'",
                "'segments' lists all hosts of a segment: add it there");
        names.AddHost(host.Value);
        return segment;
    }

    GivenHost ReadHost(string name, MappingReader reader)
    {
        if (field.Flag(reader.Text("fenceable")) == false)
            unfenceable.Add(name);
        var signals = ReadSignals(reader.Any("signals"));
        return new GivenHost(name, signals, field.Duration(reader.Text("for"), ForMax) ?? GivenHost.LongSettled)
        {
            Zone = reader.Text("zone")?.Value ?? "nova",
            Rack = reader.Text("rack")?.Value,
            Maintenance = field.Flag(reader.Text("maintenance")) ?? false,
        };
    }

    Dictionary<Signal, SignalStatus> ReadSignals(YamlNode? node)
    {
        var signals = new Dictionary<Signal, SignalStatus>();
        switch (node)
        {
            case null:
                break;
            case YamlScalar line
                when line.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var admin, var tenant, var storage, var compute]:
                Set(signals, line, "admin", admin);
                Set(signals, line, "tenant", tenant);
                Set(signals, line, "storage", storage);
                Set(signals, line, "compute", compute);
                break;
            case YamlMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                    Set(signals, key, key.Value, (value as YamlScalar)?.Value ?? "");
                break;
            default:
                field.Wrong(node, "these are not the signals of a host",
                    "four words for admin, tenant, storage and compute: \"down up up up\"\n"
                    + "or a mapping: {admin: down, nova-compute: down}");
                break;
        }

        return signals;
    }

    /// <summary><c>compute</c> is both nova-compute and libvirt. What is up needs not be kept.</summary>
    void Set(Dictionary<Signal, SignalStatus> signals, YamlScalar at, string name, string said)
    {
        if (!SignalNames.TryParseStatus(said, out var status))
            field.Unknown(at, $"'{said}' is not a status", "one of: up, degraded, down, unknown");
        else if (name == "compute")
            (signals[Signal.NovaCompute], signals[Signal.Libvirt]) = (status, status);
        else if (SignalNames.TryParseSignal(name, out var signal))
            signals[signal] = status;
        else
            field.Unknown(at, $"'{name}' is not a signal",
                $"one of: compute, {string.Join(", ", SignalNames.All.Select(s => s.Name()))}");
    }

    static GivenHost Healthy(string name) => new(name, new Dictionary<Signal, SignalStatus>(), GivenHost.LongSettled);
}
