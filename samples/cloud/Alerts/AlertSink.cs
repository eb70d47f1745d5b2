namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>Which receiver an alert came to.</summary>
public enum AlertSink
{
    Nrdp,
    Sensu,
    Webhook,
}
