namespace PolicyHa.Simulation.Running;

/// <summary>Where a process ends.</summary>
public enum CrashPoint
{
    /// <summary>Before a write reaches the store.</summary>
    BeforeWrite,

    /// <summary>The store has the write, and the process does not learn of it.</summary>
    AfterWrite,

    /// <summary>The world has taken an act, and the process does not learn of it.</summary>
    AfterAct,
}
