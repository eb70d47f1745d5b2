namespace PolicyHa.Samples.Cloud.World;

/// <summary>The processes of a host that can be stopped and restarted alone.</summary>
public enum HostService
{
    NovaCompute,
    Libvirtd,
}
