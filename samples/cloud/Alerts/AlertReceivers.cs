namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>The alert receivers, strict to what their documentation promises.</summary>
internal static class AlertReceivers
{
    public static void Map(IEndpointRouteBuilder app)
    {
        NrdpReceiver.Map(app);
        SensuReceiver.Map(app);
        WebhookReceiver.Map(app);
    }
}
