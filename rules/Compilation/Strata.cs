namespace PolicyHa.Rules.Compilation;

/// <summary>
/// In which order kinds of rules run. A rule may ask for the absence only of what a lower stratum derives.
/// </summary>
static class Strata
{
    public const int HostTables = 10;
    public const int HostFaults = 20;

    /// <summary>Above faults, because a suspect is a host without one.</summary>
    public const int HostSuspects = 25;
    public const int InstanceTables = 30;
    public const int Guards = 40;
}
