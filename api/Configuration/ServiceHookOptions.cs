using PolicyHa.Adapters.OpenStack;

namespace PolicyHa.Api.Configuration;

/// <summary>What the service may do to services on living hosts.</summary>
public sealed class ServiceHookOptions
{
    /// <summary>The hook that restarts nova-compute or libvirtd.</summary>
    public ServiceRestartOptions Restart { get; set; } = new();
}
