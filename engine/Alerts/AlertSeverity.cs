namespace PolicyHa.Engine.Alerts;

/// <summary>How the operators should see a host or instance. In the order of Nagios' service states.</summary>
public enum AlertSeverity
{
    Ok,
    Warning,
    Critical,
    Unknown,
}
