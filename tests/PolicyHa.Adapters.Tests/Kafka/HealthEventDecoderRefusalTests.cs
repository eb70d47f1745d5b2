using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.Kafka.Decoding;

namespace PolicyHa.Adapters.Tests.Kafka;

public sealed class HealthEventDecoderRefusalTests
{
    [Theory]
    [InlineData("data.status", "\"dwon\"", "data.status: \"dwon\" is not one of ok, degraded, down, unknown")]
    [InlineData("data.status", "7", "data.status: 7 is not one of ok, degraded, down, unknown")]
    [InlineData("specversion", "\"0.3\"", "specversion: \"0.3\" is not \"1.0\"")]
    [InlineData("id", "\"\"", "id: is empty, expected an id, unique with source")]
    [InlineData("source", "\"a b\"", "source: \"a b\" is no URI reference, it has white space")]
    [InlineData("datacontenttype", "\"text/xml\"", "datacontenttype: \"text/xml\" is not application/json")]
    [InlineData("data_base64", "\"e30=\"", "data_base64: is not taken, expected the JSON object in data")]
    [InlineData("data", "[1]", "data: [1] is not a JSON object")]
    [InlineData("data.host", "\"cmp01\\n\"",
        "data.host: \"cmp01 \" is no host name: letters, digits, '.', '_' and '-', a letter or digit first and last, "
        + "253 at most; subject: \"cmp01\" is not data.host, \"cmp01 \"")]
    [InlineData("data.scope", "\"rack\"", "data.scope: \"rack\" is not host, instance or cluster")]
    [InlineData("data.scope", "\"instance\"", "data.scope: \"instance\" does not fit type \"ha.health.network\"")]
    [InlineData("data.signal", "\"storage\"", "data.signal: \"storage\" is not network for its type")]
    [InlineData("data.component", "\"dmz\"",
        "data.component: \"dmz\" is not admin (or management, manage), tenant (or neutron) or storage")]
    [InlineData("data.severity", "\"major\"", "data.severity: \"major\" is not info, warning or critical")]
    [InlineData("data.observedAt", "\"2026-11-21T03:04:04\"",
        "data.observedAt: \"2026-11-21T03:04:04\" has no time zone, expected Z or an offset such as +01:00")]
    [InlineData("data.observedAt", "\"2026-02-29T03:04:04Z\"",
        "data.observedAt: \"2026-02-29T03:04:04Z\" is no moment of the calendar")]
    [InlineData("data.observedAt", "\"yesterday\"",
        "data.observedAt: \"yesterday\" is not an RFC 3339 time such as 2026-11-21T03:04:05.123Z")]
    [InlineData("data.observedAt", "1774062245",
        "data.observedAt: 1774062245 is not an RFC 3339 time with a zone, such as 2026-11-21T03:04:05.123Z")]
    [InlineData("time", "\"2026-11-21 03:04:05.123456\"",
        "time: \"2026-11-21 03:04:05.123456\" has no time zone, expected Z or an offset such as +01:00")]
    [InlineData("data.since", "\"0001-01-01T00:00:00+01:00\"",
        "data.since: \"0001-01-01T00:00:00+01:00\" is no moment of the calendar")]
    [InlineData("data.sequence", "-1", "data.sequence: -1 is not a whole number from 0")]
    [InlineData("data.sequence", "\"42\"", "data.sequence: \"42\" is not a whole number from 0")]
    [InlineData("data.ttlSeconds", "86401", "data.ttlSeconds: 86401 is not a whole number from 1 to 86400")]
    [InlineData("data.ttlSeconds", "1.5", "data.ttlSeconds: 1.5 is not a whole number from 1 to 86400")]
    [InlineData("data.observers", "3", "data.observers: 3 is not an object with agree and total")]
    [InlineData(
        "data.observers", "{\"agree\":4,\"total\":3}", "data.observers.agree: 4 is more than data.observers.total, 3")]
    [InlineData("data.instance", "\"vm1\"",
        "data.instance: \"vm1\" is not a UUID such as 7d5c9a4e-3f0e-4a39-a5ba-cc2b3c4f6f6e")]
    public void A_wrong_field_is_named_with_what_was_there_and_what_is_expected(
        string path, string value, string problem) =>
        Assert.Equal(problem, EventText.Storage.With(path, JsonNode.Parse(value)).Problem);

    [Theory]
    [InlineData("time")]
    [InlineData("data.observedAt")]
    [InlineData("data.host")]
    [InlineData("data.status")]
    [InlineData("data.signal")]
    [InlineData("data")]
    [InlineData("subject")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("specversion")]
    [InlineData("type")]
    public void A_missing_field_is_named(string path) =>
        Assert.StartsWith(
            $"{path}: missing, expected ", EventText.Storage.Without(path).Problem, StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            "id: missing, expected an id, unique with source; "
            + "data.status: \"dwon\" is not one of ok, degraded, down, unknown; "
            + "data.ttlSeconds: 0 is not a whole number from 1 to 86400",
            EventText.Storage.Without("id").With("data.status", "dwon").With("data.ttlSeconds", 0).Problem);

    [Theory]
    [InlineData(null, "down",
        "data.component: null is not crashed, failed, io-error, watchdog, no-heartbeat, a libvirt lifecycle such as 5/2, "
        + "or LIFECYCLE with attributes event and detail")]
    [InlineData("5/2", "ok", "data.status: \"ok\" contradicts libvirt lifecycle 5/2")]
    [InlineData("2/0", "down", "data.status: \"down\" contradicts libvirt lifecycle 2/0")]
    [InlineData(
        "LIFECYCLE", "down", "data.attributes.event: missing, expected libvirt's number of the lifecycle event")]
    public void An_instance_soundmust_say_which_fault(string? component, string status, string problem) =>
        Assert.Equal(problem, EventText.OfInstance(component, status).Problem);

    [Fact]
    public void An_instance_soundmust_say_which_instance() =>
        Assert.Equal(
            "data.instance: missing, expected the instance's UUID",
            EventText.OfInstance("crashed", "down").With("data.instance", null).Problem);

    [Fact]
    public void A_host_that_is_not_the_subject_is_refused() =>
        Assert.Equal(
            new DecodeResult.Undecodable("subject-mismatch", "subject: \"cmp02\" is not data.host, \"cmp01\""),
            EventText.Storage.With("subject", "cmp02").Decode());

    [Fact]
    public void A_type_of_somebody_else_is_refused() =>
        Assert.Equal(
            "unknown-type",
            Assert.IsType<DecodeResult.Undecodable>(EventText.Storage.With("type", "com.example.order").Decode())
                .Reason);

    [Theory]
    [InlineData("{\"a\":1,}", "malformed", "line 1, byte 8: ")]
    [InlineData("{\"a\":\n  tru}", "malformed", "line 2, byte 6: ")]
    [InlineData("{} {}", "malformed", "line 1, byte 4: ")]
    [InlineData("{\"specversion\":\"1.0\"", "malformed", "line 1, byte 21: ")]
    [InlineData("<event/>", "malformed", "line 1, byte 1: ")]
    [InlineData("[]", "invalid", "the event: [] is no JSON object")]
    [InlineData("", "tombstone", "the record has no value")]
    public void What_is_no_soundat_all_is_refused_with_the_place(string text, string reason, string detail)
    {
        var refused = Assert.IsType<DecodeResult.Undecodable>(HealthEventDecoder.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(reason, refused.Reason);
        Assert.StartsWith(detail, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_the_place() =>
        Assert.Equal(
            new DecodeResult.Undecodable("malformed", "byte 3 is not UTF-8"),
            HealthEventDecoder.Decode([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']));

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        var text = Encoding.UTF8.GetString(EventText.Storage.Bytes)
            .Replace("\"e1\"", "\"\\ud800\"", StringComparison.Ordinal);
        var refused = Assert.IsType<DecodeResult.Undecodable>(HealthEventDecoder.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith("id: \"\\ud800\" has half a surrogate pair", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_there_twice_is_refused()
    {
        var text = Encoding.UTF8.GetString(EventText.Storage.Bytes)
            .Replace("\"status\":\"down\"", "\"status\":\"ok\",\"status\":\"down\"", StringComparison.Ordinal);
        Assert.Equal(
            new DecodeResult.Undecodable("invalid", "data.status: is there twice"),
            HealthEventDecoder.Decode(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_batch_is_refused() =>
        Assert.Equal(
            "batch",
            Assert.IsType<DecodeResult.Undecodable>(HealthEventDecoder.Decode(
                "[]"u8, [new EventHeader("content-type", "application/cloudevents-batch+json"u8.ToArray())])).Reason);

    [Theory]
    [InlineData(256 * 1024, false)]
    [InlineData(256 * 1024 + 1, true)]
    public void More_than_256_KiB_is_too_large(int size, bool isRefused)
    {
        var padding = size - EventText.Storage.With("data.raw", "").Bytes.Length;
        var result = EventText.Storage.With("data.raw", new string('x', padding)).Decode();
        Assert.Equal(isRefused ? "too-large" : null, (result as DecodeResult.Undecodable)?.Reason);
    }

    [Fact]
    public void A_wrong_value_is_quoted_cut_and_on_one_line()
    {
        var problem = EventText.Storage.With("data.status", "a\nb" + new string('x', 500)).Problem;
        Assert.DoesNotContain('\n', problem);
        Assert.InRange(problem.Length, 80, 200);
    }

    /// <summary>Spoils bytes at random: whatever comes in, there is an answer and no exception.</summary>
    [Fact]
    public void No_bytes_make_it_throw()
    {
        const int seed = 20261121;
        var random = new Random(seed);
        var sound = EventText.OfInstance("5/2", "down").Bytes;
        var (data, headers) = EventText.Storage.Binary;
        for (var round = 0; round < 20_000; round++)
        {
            var spoilt = (byte[])sound.Clone();
            for (var n = random.Next(1, 6); n > 0; n--)
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            Assert.NotNull(HealthEventDecoder.Decode(spoilt.AsSpan(0, random.Next(spoilt.Length + 1))));
            var header = random.Next(headers.Length);
            headers[header] = headers[header] with { Value = spoilt.AsMemory(0, random.Next(40)) };
            Assert.NotNull(HealthEventDecoder.Decode(data, headers));
        }
    }
}
