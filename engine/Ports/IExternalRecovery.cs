namespace PolicyHa.Engine.Ports;

/// <summary>Another service that recovers hosts or instances when it is asked to.</summary>
public interface IExternalRecovery
{
    /// <summary>As rule files call it.</summary>
    string Name { get; }

    /// <summary>Hands over. Safe to repeat: the same key means the same recovery. Never throws for what the service says.</summary>
    /// <returns>Accepted with a reference, by which it is asked how the recovery stands.</returns>
    Task<ActionAnswer> StartAsync(ExternalCall call, CancellationToken ct);

    /// <summary>How it stands.</summary>
    /// <exception cref="OutsideUnavailableException">The service does not answer.</exception>
    Task<ExternalReport> ReadAsync(string reference, CancellationToken ct);

    /// <summary>We gave this seal to the service for the call of that key, so that it can call back.</summary>
    bool IsSealOf(string key, string seal) => false;
}
