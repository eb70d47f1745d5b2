namespace PolicyHa.Api.Hosting;

/// <summary>How far the service has come since it started.</summary>
sealed class ServiceState
{
    volatile bool isRestored;

    /// <summary>Open incidents, plans and signals are back in memory.</summary>
    public bool IsRestored
    {
        get => isRestored;
        set => isRestored = value;
    }
}
