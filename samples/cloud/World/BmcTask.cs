namespace PolicyHa.Samples.Cloud.World;

/// <summary>A reset that a BMC takes its time for.</summary>
/// <param name="EndsAt">UTC.</param>
/// <param name="Fails">It ends with an error, and the power is as it was.</param>
internal sealed record BmcTask(DateTimeOffset EndsAt, bool Fails);
