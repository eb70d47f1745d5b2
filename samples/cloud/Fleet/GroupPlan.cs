namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>A server group.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Policy">affinity, anti-affinity, soft-affinity or soft-anti-affinity.</param>
public sealed record GroupPlan(string Name, string Policy);
