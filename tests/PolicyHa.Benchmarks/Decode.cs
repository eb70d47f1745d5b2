using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolicyHa.Adapters.Kafka.Decoding;

namespace PolicyHa.Benchmarks;

/// <summary>Reading canonical events.</summary>
sealed class Decode : IBenchmark
{
    const int Events = 200_000;

    static readonly byte[] Structured = Encoding.UTF8.GetBytes("""
        {"specversion":"1.0","id":"0f7c2a5e9b1d4e02","source":"/monitors/mon1","type":"ha.health.network","subject":"compute-17",
        "time":"2026-03-01T12:00:00.000Z","datacontenttype":"application/json","dataschema":"urn:ha:health:1","partitionkey":"compute-17",
        "data":{"host":"compute-17","signal":"network","status":"down","severity":"critical","observedAt":"2026-03-01T12:00:00.000Z",
        "observer":"mon1","component":"storage","since":"2026-03-01T11:59:30.000Z","sequence":4711,"ttlSeconds":30,"reason":"no answer"}}
        """);

    public string Name => "decode";

    public Task RunAsync(Report report)
    {
        _ = Run();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var duration = Run();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        report.Add($"structured event of {Structured.Length} bytes: events a second, one thread", (Events / duration.TotalSeconds).ToString("#,0", CultureInfo.InvariantCulture));
        report.Add("  garbage, the report itself in it", $"{bytes / Events} bytes");
        return Task.CompletedTask;
    }

    static TimeSpan Run()
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Events; i++)
        {
            if (HealthEventDecoder.Decode(Structured) is not DecodeResult.Decoded)
                throw new InvalidOperationException($"not decoded: {HealthEventDecoder.Decode(Structured)}");
        }

        return Stopwatch.GetElapsedTime(began);
    }
}
