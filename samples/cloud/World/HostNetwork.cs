namespace PolicyHa.Samples.Cloud.World;

/// <summary>The three networks of a host whose health is told separately.</summary>
public enum HostNetwork
{
    Admin,
    Tenant,
    Storage,
}
