namespace PolicyHa.Samples.Cloud.Control;

/// <summary>An instance that should run and runs nowhere.</summary>
public sealed record LostInstance(Guid Id, string Name, string Host, string Status, DateTimeOffset Since);
