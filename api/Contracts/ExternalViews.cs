namespace PolicyHa.Api.Contracts;

/// <summary>What a service says of a recovery that was handed over to it.</summary>
/// <param name="State"><c>done</c> or <c>failed</c>.</param>
/// <param name="Detail">In its own words.</param>
public sealed record ExternalTold(string? State, string? Detail);

/// <summary>It has been heard, and is on disk.</summary>
public sealed record ExternalToldView(string Plan, int Step, string State);
