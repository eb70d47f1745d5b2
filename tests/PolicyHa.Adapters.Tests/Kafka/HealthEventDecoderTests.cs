using System.Text;
using PolicyHa.Adapters.Kafka.Decoding;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Tests.Kafka;

public sealed class HealthEventDecoderTests
{
    static readonly EventHeader[] Structured =
        [new("content-type", "Application/CloudEvents+json; charset=UTF-8"u8.ToArray())];

    static readonly HostReport Expected = new(
        new EventId("/monitors/consul/storage/mon1", "e1"), new HostName("cmp01"), Signal.StorageNetwork,
        SignalStatus.Down,
        "mon1", new DateTimeOffset(2026, 11, 21, 3, 4, 4, 900, TimeSpan.Zero))
    {
        Sequence = 42,
        Ttl = TimeSpan.FromSeconds(60),
        Votes = 3,
        Reason = "serf failed",
    };

    [Fact]
    public void A_structured_event_keeps_every_field() =>
        Assert.Equal(
            new DecodeResult.Decoded(Expected), HealthEventDecoder.Decode(EventText.Storage.Bytes, Structured));

    [Fact]
    public void An_event_without_any_header_is_read_as_structured() =>
        Assert.Equal(new DecodeResult.Decoded(Expected), HealthEventDecoder.Decode(EventText.Storage.Bytes));

    [Fact]
    public void A_binary_event_says_the_same()
    {
        var (data, headers) = EventText.Storage.Binary;
        Assert.Equal(new DecodeResult.Decoded(Expected), HealthEventDecoder.Decode(data, headers));
    }

    [Fact]
    public void A_binary_event_names_the_header_that_is_missing()
    {
        var (data, headers) = EventText.Storage.Binary;
        var result = HealthEventDecoder.Decode(data, [.. headers.Where(h => h.Name != "ce_id")]);
        Assert.Equal("header ce_id: missing, expected an id, unique with source",
            Assert.IsType<DecodeResult.Undecodable>(result).Detail);
    }

    [Theory]
    [InlineData("network", "admin", Signal.AdminNetwork)]
    [InlineData("network", "management", Signal.AdminNetwork)]
    [InlineData("network", "manage", Signal.AdminNetwork)]
    [InlineData("network", "tenant", Signal.TenantNetwork)]
    [InlineData("network", "neutron", Signal.TenantNetwork)]
    [InlineData("network", "storage", Signal.StorageNetwork)]
    [InlineData("storage", null, Signal.StorageNetwork)]
    [InlineData("storage", "vda", Signal.StorageNetwork)]
    [InlineData("nova-compute", "process", Signal.NovaCompute)]
    [InlineData("libvirt", "libvirtd", Signal.Libvirt)]
    [InlineData("host", "power", Signal.Power)]
    [InlineData("host", "cluster", Signal.Cluster)]
    [InlineData("host", "ping", Signal.Cluster)]
    public void Each_type_and_component_is_one_signal(string type, string? component, Signal signal) =>
        Assert.Equal(signal, EventText.OfType(type, component).Report<HostReport>().Signal);

    [Fact]
    public void An_agent_tells_that_its_watchdog_is_armed_and_how_long_it_lasts()
    {
        var report = EventText.OfType("host", "watchdog").With("data.status", "ok").With("data.attributes.timeoutSeconds", 60).Report<WatchdogReport>();
        Assert.Equal((TimeSpan.FromSeconds(60), SignalStatus.Up), (report.Timeout, report.Status));
        Assert.True(report.IsSignOfLife);
    }

    [Fact]
    public void An_agent_that_disarms_its_watchdog_need_not_say_how_long_it_lasted()
    {
        var report = EventText.OfType("host", "watchdog").With("data.status", "down").Report<WatchdogReport>();
        Assert.Equal(SignalStatus.Down, report.Status);
        Assert.True(report.IsSignOfLife);
    }

    [Theory]
    [InlineData(null, "data.attributes.timeoutSeconds: missing")]
    [InlineData(0, "data.attributes.timeoutSeconds: 0 is not a whole number from 1 to 3600")]
    [InlineData(3601, "data.attributes.timeoutSeconds: 3601 is not a whole number from 1 to 3600")]
    public void An_armed_watchdog_without_a_time_is_refused(int? seconds, string problem)
    {
        var text = EventText.OfType("host", "watchdog").With("data.status", "ok");
        var result = (seconds is { } given ? text.With("data.attributes.timeoutSeconds", given) : text).Decode();
        Assert.StartsWith(problem, Assert.IsType<DecodeResult.Undecodable>(result).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reboot", "down", ShutdownKind.Reboot, SignalStatus.Down)]
    [InlineData("poweroff", "down", ShutdownKind.Poweroff, SignalStatus.Down)]
    [InlineData("reboot", "ok", ShutdownKind.Reboot, SignalStatus.Up)]
    public void A_host_says_that_it_shuts_down_or_does_not(string component, string status, ShutdownKind kind, SignalStatus says)
    {
        var report = EventText.OfType("host", component).With("data.status", status).Report<ShutdownReport>();
        Assert.Equal((kind, says), (report.Kind, report.Status));
    }

    [Fact]
    public void Whether_a_host_shuts_down_is_said_or_not() =>
        Assert.IsType<DecodeResult.Informational>(EventText.OfType("host", "reboot").With("data.status", "unknown").Decode());

    [Theory]
    [InlineData("ok", SignalStatus.Up)]
    [InlineData("up", SignalStatus.Up)]
    [InlineData("degraded", SignalStatus.Degraded)]
    [InlineData("down", SignalStatus.Down)]
    [InlineData("unknown", SignalStatus.Unknown)]
    public void Each_status_has_its_word(string word, SignalStatus status) =>
        Assert.Equal(status, EventText.Storage.With("data.status", word).Report<HostReport>().Status);

    [Theory]
    [InlineData("crashed", "down", InstanceFaultKind.Crashed)]
    [InlineData("failed", "down", InstanceFaultKind.Failed)]
    [InlineData("io-error", "degraded", InstanceFaultKind.IoError)]
    [InlineData("watchdog", "down", InstanceFaultKind.Watchdog)]
    [InlineData("no-heartbeat", "down", InstanceFaultKind.NoHeartbeat)]
    [InlineData("5/2", "down", InstanceFaultKind.Crashed)]
    [InlineData("8/0", "down", InstanceFaultKind.Crashed)]
    [InlineData("5/5", "down", InstanceFaultKind.Failed)]
    [InlineData("3/2", "degraded", InstanceFaultKind.IoError)]
    [InlineData("3/6", "degraded", InstanceFaultKind.IoError)]
    [InlineData("3/3", "down", InstanceFaultKind.Watchdog)]
    public void An_instance_event_is_a_fault(string component, string status, InstanceFaultKind fault)
    {
        var report = EventText.OfInstance(component, status).Report<InstanceReport>();
        Assert.Equal((fault, SignalStatus.Down), (report.Fault, report.Status));
        Assert.Equal("7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e", report.Instance.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("crashed")]
    [InlineData("2/0")]
    [InlineData("4/0")]
    public void An_instance_that_is_ok_ends_its_fault(string? component) =>
        Assert.Equal(SignalStatus.Up, EventText.OfInstance(component, "ok").Report<InstanceReport>().Status);

    [Fact]
    public void A_lifecycle_may_stand_in_the_attributes()
    {
        var text = EventText.OfInstance("LIFECYCLE", "down").With("data.attributes.event", 5)
            .With("data.attributes.detail", 5);
        Assert.Equal(InstanceFaultKind.Failed, text.Report<InstanceReport>().Fault);
    }

    [Theory]
    [InlineData("5/0", "down")]          // a shutdown
    [InlineData("5/1", "down")]          // a destroy
    [InlineData("crashed", "unknown")]   // neither a fault nor its end
    public void What_is_no_fault_of_an_instance_is_informational(string component, string status) =>
        Assert.IsType<DecodeResult.Informational>(EventText.OfInstance(component, status).Decode());

    [Fact]
    public void A_service_state_is_informational() =>
        Assert.IsType<DecodeResult.Informational>(EventText.OfType("service", null).Decode());

    [Fact]
    public void What_concerns_the_whole_cluster_is_informational() =>
        Assert.IsType<DecodeResult.Informational>(EventText.OfType("storage", "CephHealthError")
            .With("data.scope", "cluster")
            .With("data.host", "_cluster:ceph").With("subject", "_cluster:ceph").Decode());

    [Fact]
    public void The_subject_of_an_instance_event_may_be_the_instance()
    {
        var text = EventText.OfInstance("crashed", "down").With("data.scope", "instance")
            .With("subject", "7D5C9A4E-3F0E-4A39-A5BA-CC2B3C4F6F6E");
        Assert.Equal("cmp01", text.Report<InstanceReport>().Host.Value);
    }

    [Fact]
    public void Without_an_observer_the_source_is_the_observer() =>
        Assert.Equal("/monitors/consul/storage/mon1", EventText.Storage.Without("data.observer").Report<HostReport>()
            .Observer);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(5000, 100)]
    public void Votes_are_at_least_one_and_at_most_a_hundred(int agree, int votes) =>
        Assert.Equal(votes, EventText.Storage.With("data.observers.agree", agree).With("data.observers.total", 5000)
            .Report<HostReport>().Votes);

    [Fact]
    public void A_long_reason_is_cut_and_not_refused() =>
        Assert.Equal(2000, EventText.Storage.With("data.reason", new string('x', 3000)).Report<HostReport>()
            .Reason!.Length);

    [Fact]
    public void Escapes_are_read_wherever_they_are()
    {
        var text = Encoding.UTF8.GetString(EventText.Storage.Bytes)
            .Replace("\"down\"", "\"d\\u006fwn\"", StringComparison.Ordinal)
            .Replace("\"subject\"", "\"\\u0073ubject\"", StringComparison.Ordinal)
            .Replace("ha.health.network", "ha\\u002ehealth.network", StringComparison.Ordinal);
        Assert.Equal(new DecodeResult.Decoded(Expected), HealthEventDecoder.Decode(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Null_is_as_good_as_absent()
    {
        var report = EventText.Storage.With("data.sequence", null).With("data.ttlSeconds", null)
            .With("data.since", null).Report<HostReport>();
        Assert.Equal((null, null), (report.Sequence, report.Ttl));
    }

    [Theory]
    [InlineData("2026-11-21T04:04:04.9+01:00")]
    [InlineData("2026-11-21t03:04:04.900000000z")]
    [InlineData("2026-11-20 22:34:04.9-04:30")]
    public void Times_of_any_zone_are_the_same_moment(string time) =>
        Assert.Equal(Expected.ObservedAt, EventText.Storage.With("data.observedAt", time).Report<HostReport>()
            .ObservedAt);
}
