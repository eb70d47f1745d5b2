using PolicyHa.Engine.Decisions;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Running;

/// <summary>How closely a simulation is watched. Checks of the world and of the store are cheap and always made.</summary>
public sealed record SimChecks
{
    public static readonly SimChecks All = new();

    /// <summary>That what the service keeps from turn to turn is what it would find afresh is checked at every so many-th look; 0: never.</summary>
    /// <value>Default 1: at every look.</value>
    public int FreshnessEvery { get; init; } = 1;

    /// <summary>A chore is left out that does nothing here: words without a time to live do not lapse.</summary>
    public bool NothingLapses { get; init; }

    /// <summary>How often the service looks at a segment in which something is held.</summary>
    /// <value>Default 1 s, as in production.</value>
    public TimeSpan LookWhileHeld { get; init; } = new DecisionOptions().LookWhileHeld;

    /// <summary>Nothing more is played once a law is broken.</summary>
    public bool StopsWhenBroken { get; init; }

    /// <summary>
    /// Time jumps to the end once everything has happened, nothing is left to be done or decided before the end, and it has stayed so
    /// for a while: leases would be renewed and the same picture read, again and again.
    /// </summary>
    public bool SkipsQuiet { get; init; }

    /// <summary>Asked besides the laws, of every act as it comes about: what is wrong with it, or null.</summary>
    public Func<WorldAct, string?>? Complaint { get; init; }

    /// <summary>Laws too that the engine is known to break.</summary>
    public bool PendingLaws { get; init; }
}
