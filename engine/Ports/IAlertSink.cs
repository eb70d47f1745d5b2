using PolicyHa.Engine.Alerts;

namespace PolicyHa.Engine.Ports;

/// <summary>One place where operators look: Nagios, Sensu, a webhook.</summary>
public interface IAlertSink
{
    /// <summary>As named in the configuration; unique.</summary>
    string Name { get; }

    /// <summary>Delivers one alert. Safe to repeat with the same <see cref="OutboxItem.Sequence"/>. Does not throw for what the sink says.</summary>
    Task<ActionAnswer> DeliverAsync(OutboxItem item, CancellationToken ct);
}
