using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Ports;

/// <summary>Restarts nova-compute or libvirtd on a live host.</summary>
public interface IServiceRestart
{
    /// <summary>A way is configured for the host.</summary>
    bool CanRestart(HostName host);

    /// <summary>Asks for the restart. Whether it helped is seen by the host's signals.</summary>
    /// <param name="service"><c>nova-compute</c> or <c>libvirtd</c>.</param>
    Task<ActionAnswer> RestartAsync(HostName host, string service, ActionContext context, CancellationToken ct);
}
