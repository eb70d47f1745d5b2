using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>
/// Reads canonical health events: CloudEvents 1.0 with the data of <c>urn:ha:health:1</c>, in structured or binary
/// mode. Pure, thread-safe, and never throws for what it reads.
/// </summary>
public static class HealthEventDecoder
{
    /// <summary>The largest event taken, in bytes: 256 KiB, the canonical schema's bound.</summary>
    public const int SizeMax = 256 * 1024;

    /// <summary>No observer speaks for more than this many others, whatever it says.</summary>
    public const int VotesMax = 100;

    /// <summary>Characters of <c>data.reason</c> that are kept.</summary>
    public const int ReasonMax = 2000;

    const string CloudEvents = "application/cloudevents";
    const string CloudEventsBatch = "application/cloudevents-batch";

    /// <summary>Decodes an event in structured mode, as in the body of an HTTP request.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> value) => Decode(value, []);

    /// <summary>
    /// Decodes a record. It is structured when its content type says CloudEvents, or when it has no CloudEvents header
    /// at all; else it is binary.
    /// </summary>
    /// <param name="value">Empty for a tombstone.</param>
    /// <param name="headers">Of the record; only <c>content-type</c> and <c>ce_*</c> matter.</param>
    public static DecodeResult Decode(ReadOnlySpan<byte> value, ReadOnlySpan<EventHeader> headers)
    {
        var contentType = ContentType(headers);
        if (contentType.StartsWith(CloudEventsBatch, StringComparison.OrdinalIgnoreCase))
            return new DecodeResult.Undecodable(
                UndecodableReasons.Batch,
                $"header content-type: \"{contentType}\" is a batch, expected one event a record");
        if (value.IsEmpty)
            return new DecodeResult.Undecodable(UndecodableReasons.Tombstone, "the record has no value");
        if (value.Length > SizeMax)
            return new DecodeResult.Undecodable(
                UndecodableReasons.TooLarge, $"the event has {value.Length} bytes, expected {SizeMax} at most");
        if (InvalidUtf8(value, headers) is { } where)
            return new DecodeResult.Undecodable(UndecodableReasons.Malformed, $"{where} is not UTF-8");

        var fields = new EventFields();
        var problems = new Problems();
        try
        {
            if (contentType.StartsWith(CloudEvents, StringComparison.OrdinalIgnoreCase) || !HasAttributes(headers))
                fields.ReadStructured(value, problems);
            else
                fields.ReadBinary(value, headers, problems);
        }
        catch (JsonException error)
        {
            return new DecodeResult.Undecodable(UndecodableReasons.Malformed, JsonProblem(error));
        }

        return new EventReading(fields, problems).Read();
    }

    static string ContentType(ReadOnlySpan<EventHeader> headers)
    {
        foreach (var header in headers)
        {
            if (header.Name == "content-type")
                return header.Value.Span.SequenceEqual("application/json"u8)
                    ? "application/json"
                    : Encoding.UTF8.GetString(header.Value.Span);
        }

        return "";
    }

    static bool HasAttributes(ReadOnlySpan<EventHeader> headers)
    {
        foreach (var header in headers)
        {
            if (header.Name.StartsWith("ce_", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    static string? InvalidUtf8(ReadOnlySpan<byte> value, ReadOnlySpan<EventHeader> headers)
    {
        foreach (var header in headers)
        {
            if (!Utf8.IsValid(header.Value.Span)
                && (header.Name == "content-type" || header.Name.StartsWith("ce_", StringComparison.Ordinal)))
                return $"header {header.Name}";
        }

        return Utf8.IsValid(value) ? null : $"byte {ValidBytes(value) + 1}";
    }

    static int ValidBytes(ReadOnlySpan<byte> value)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(value[valid..], out _, out var used) == OperationStatus.Done)
            valid += used;
        return valid;
    }

    /// <summary>The parser's own words, with the place counted from 1 as editors do.</summary>
    static string JsonProblem(JsonException error)
    {
        var words = error.Message;
        var place = words.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var problem = place < 0 ? words : words[..place];
        return $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: {problem}";
    }
}
