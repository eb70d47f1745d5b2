using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PolicyHa.Adapters.Kafka.Decoding;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Api.Endpoints;

/// <summary>
/// Takes the events of a request apart: CloudEvents over HTTP in structured mode (an object, or an array of them) or
/// in binary
/// mode (<c>ce-*</c> headers).
/// </summary>
static class EventRequest
{
    /// <summary>The events, each decoded or with the reason why not.</summary>
    /// <exception cref="JsonException">The body as a whole is not JSON.</exception>
    public static IReadOnlyList<IncomingEvent> Read(IHeaderDictionary headers, ReadOnlyMemory<byte> body, string origin)
    {
        var binary = headers.Where(h => h.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (binary.Count > 0)
        {
            var attributes = Headers(binary, headers.ContentType.ToString());
            return [Incoming(HealthEventDecoder.Decode(body.Span, attributes), $"{origin}#0", body)];
        }

        if (FirstByte(body.Span) != '[')
            return [Incoming(HealthEventDecoder.Decode(body.Span), $"{origin}#0", body)];

        using var batch = JsonDocument.Parse(body);
        return
        [
            .. batch.RootElement.EnumerateArray().Select((element, index) =>
            {
                var bytes = JsonMarshal.GetRawUtf8Value(element);
                return Incoming(HealthEventDecoder.Decode(bytes), $"{origin}#{index}", bytes.ToArray());
            }),
        ];
    }

    static IncomingEvent Incoming(DecodeResult result, string origin, ReadOnlyMemory<byte> payload) => result switch
    {
        DecodeResult.Decoded decoded => new(decoded.Report, null, null, origin, payload),
        DecodeResult.Undecodable bad => new(null, bad.Reason, bad.Detail, origin, payload),
        _ => new(null, null, null, origin, payload),
    };

    /// <summary>
    /// As the Kafka binding names them. HTTP's values are percent-encoded (CloudEvents HTTP binding, 3.1.3.2).
    /// </summary>
    static EventHeader[] Headers(
        IReadOnlyList<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> binary, string contentType) =>
    [
        new("content-type", Encoding.UTF8.GetBytes(contentType.Length == 0 ? "application/json" : contentType)),
        .. binary.Select(h => new EventHeader(
            $"ce_{h.Key[3..].ToLowerInvariant()}", Encoding.UTF8.GetBytes(Uri.UnescapeDataString(h.Value.ToString())))),
    ];

    static char FirstByte(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? '\0' : (char)body[start];
    }
}
