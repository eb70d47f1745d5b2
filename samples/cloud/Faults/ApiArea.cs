namespace PolicyHa.Samples.Cloud.Faults;

/// <summary>The parts of the cloud whose answers can be spoilt on demand. BMCs have faults of their own.</summary>
public enum ApiArea
{
    Identity,
    Compute,
    Placement,
    Agents,
    Nrdp,
    Sensu,
    Webhook,
}
