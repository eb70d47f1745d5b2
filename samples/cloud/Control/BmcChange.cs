using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Body of <c>POST /control/bmc/{host}</c>; what is absent goes back to normal.</summary>
internal sealed record BmcChange
{
    public BmcFault Fault { get; init; }

    public int Status { get; init; } = 500;

    public double StaleForSeconds { get; init; }

    public double? PowerOffSeconds { get; init; }

    /// <summary>The host goes off by itself after this long.</summary>
    public double? PowerLossAfterSeconds { get; init; }
}
