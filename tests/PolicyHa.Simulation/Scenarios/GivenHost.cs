using PolicyHa.Engine.Facts;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>How a host stands when the service starts.</summary>
/// <param name="Signals">Those that are not up.</param>
/// <param name="For">How long it has stood so.</param>
public sealed record GivenHost(string Name, IReadOnlyDictionary<Signal, SignalStatus> Signals, TimeSpan For)
{
    /// <summary>An hour: every rung of a usual ladder has been reached.</summary>
    public static readonly TimeSpan LongSettled = TimeSpan.FromHours(1);

    /// <summary>Its availability zone.</summary>
    public string Zone { get; init; } = "nova";

    /// <summary>Metadata <c>rack</c> of an aggregate it is in; null: no aggregate says so.</summary>
    public string? Rack { get; init; }

    /// <summary>An operator's window covers it, from before the start to the end.</summary>
    public bool Maintenance { get; init; }
}
