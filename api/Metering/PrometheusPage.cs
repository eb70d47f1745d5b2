using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PolicyHa.Api.Metering;

/// <summary>Keeps what the service's meters say, and prints it as Prometheus text (exposition format 0.0.4).</summary>
sealed class PrometheusPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    readonly MeterListener listener = new();
    readonly ConcurrentDictionary<Instrument, MetricFamily> families = new();

    /// <param name="meters">Names of the meters to keep.</param>
    /// <param name="own">Of the meters made for one service, only this one's: tests run several in a process.</param>
    public PrometheusPage(IReadOnlySet<string> meters, Meter own)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter == own
                || (meters.Contains(instrument.Meter.Name) && instrument.Meter.Name != own.Name))
            {
                families.TryAdd(instrument, MetricFamily.Of(instrument));
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => families[i].Take(value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => families[i].Take(value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => families[i].Take(value, tags));
        listener.Start();
    }

    /// <summary>The whole page, families by name.</summary>
    public string Print()
    {
        foreach (var family in families.Values)
            family.ForgetObserved();
        listener.RecordObservableInstruments();
        var page = new StringBuilder();
        foreach (var family in families.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
            family.Print(page);
        return page.ToString();
    }

    public void Dispose() => listener.Dispose();

    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
