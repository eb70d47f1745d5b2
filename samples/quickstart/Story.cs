using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PolicyHa.Samples.Quickstart;

/// <summary>Tells what the service does, as it does it, from its stream of history.</summary>
sealed class Story(HttpClient service)
{
    readonly HashSet<string> told = [];
    DateTimeOffset? start;
    long last;

    /// <summary>Follows the stream until an incident of this host is closed; a stream that breaks is taken up where it broke.</summary>
    /// <returns>The incident.</returns>
    public async Task<string> FollowAsync(string host, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var stream = await service.GetStreamAsync($"/v1/stream?after={last}", ct);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
                {
                    if (item.EventType is "history" or "flip" && Tell(host, item.EventType, item.Data) is { } incident)
                        return incident;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !ct.IsCancellationRequested)
            {
                await Task.Delay(200, ct);              // the service is being started again
            }
        }
    }

    string? Tell(string host, string type, string json)
    {
        using var document = JsonDocument.Parse(json);
        var line = document.RootElement;
        string? Text(string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
        if (type == "history")
            last = line.GetProperty("sequence").GetInt64();
        if (Text("host") != host)
            return null;
        var (kind, text) = (type == "flip" ? "event" : Text("kind")!, Text("text")!);
        if (type == "flip")
            text += $"   (event {Text("event")})";
        var at = line.GetProperty("at").GetDateTimeOffset();
        start ??= at;
        if (told.Add($"{at:O} {text}"))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(at - start.Value).TotalSeconds,8:0.000} s  {Word(kind),-9} {text}"));
        return kind == "incident" && Text("what") == "closed" && Text("instance") is null ? Text("incident") : null;
    }

    static string Word(string kind) => kind == "plan" ? "decision" : kind;
}
