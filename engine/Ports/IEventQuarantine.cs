using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Ports;

/// <summary>Puts refused events where people look for them (the quarantine topic). The journal has them already.</summary>
public interface IEventQuarantine
{
    Task PutAsync(IReadOnlyList<RefusedEvent> events, CancellationToken ct);
}
