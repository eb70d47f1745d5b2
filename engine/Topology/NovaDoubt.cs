namespace PolicyHa.Engine.Topology;

/// <summary>
/// Where Nova has most compute services down at once, it is Nova that does not hear them (its message queue, a conductor, its database) and
/// not they that are gone. One rule for the guard that holds because of it and for the observer that then says nothing.
/// </summary>
static class NovaDoubt
{
    /// <summary>Fewer services than this stop by themselves.</summary>
    public const int ServicesMin = 3;

    /// <summary>Of a hundred services that should be up.</summary>
    public const int SharePercent = 50;

    /// <summary>Nova should hear from its nova-compute: it has before, and nobody has told Nova that the host is dead.</summary>
    public static bool ShouldHear(ComputeHost host) => host is { ForcedDown: false, HasReported: true };

    /// <summary>So many down among so many that Nova should hear from: what it says cannot be trusted.</summary>
    public static bool Holds(int down, int of) => down >= ServicesMin && down * 100 >= of * SharePercent;
}
