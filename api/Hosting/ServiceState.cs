namespace PolicyHa.Api.Hosting;

/// <summary>How far the service has come since it started.</summary>
sealed class ServiceState
{
    volatile bool isRestored;
    volatile Exception? failure;

    /// <summary>Open incidents, plans and signals are back in memory.</summary>
    public bool IsRestored
    {
        get => isRestored;
        set => isRestored = value;
    }

    /// <summary>Why the service could not go on; null while it can.</summary>
    public Exception? Failure
    {
        get => failure;
        set => failure = value;
    }
}
