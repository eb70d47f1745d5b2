namespace PolicyHa.Engine.Facts;

/// <summary>What can be observed about a host. The first five are the inputs of the decision table.</summary>
public enum Signal
{
    AdminNetwork,
    TenantNetwork,
    StorageNetwork,
    NovaCompute,
    Libvirt,
    Power,
    Cluster,
}
