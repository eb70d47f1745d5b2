namespace PolicyHa.Samples.Cloud.Alerts;

/// <summary>What the receivers took, oldest first.</summary>
internal sealed class AlertBox
{
    readonly Lock gate = new();
    readonly List<ReceivedAlert> alerts = [];
    readonly HashSet<string> webhookIds = new(StringComparer.Ordinal);

    public IReadOnlyList<ReceivedAlert> All
    {
        get
        {
            lock (gate)
            {
                return [.. alerts];
            }
        }
    }

    public void Add(ReceivedAlert alert)
    {
        lock (gate)
        {
            alerts.Add(alert);
        }
    }

    /// <summary>False for a webhook id that came before.</summary>
    public bool IsNewWebhook(string id)
    {
        lock (gate)
        {
            return webhookIds.Add(id);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            alerts.Clear();
        }
    }
}
