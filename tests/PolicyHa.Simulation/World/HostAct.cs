namespace PolicyHa.Simulation.World;

/// <summary>What people do with a whole host, or what it does by itself.</summary>
public enum HostAct
{
    /// <summary>It has power again, and every monitor sees it up. Nova still counts it as dead.</summary>
    Boots,

    /// <summary>Somebody switches it on: it has power and runs guests at once, and monitors see it up when it has booted.</summary>
    Powered,

    /// <summary>A person tells Nova that it lives and may be given instances.</summary>
    Enabled,

    /// <summary>A person tells Nova to place nothing there.</summary>
    Disabled,

    /// <summary>A person tells Nova that it is dead, whatever it is.</summary>
    ForcedDown,

    /// <summary>Its nova-compute ends by itself; guests run on.</summary>
    LosesCompute,

    /// <summary>Its record is deleted from Nova.</summary>
    Leaves,

    /// <summary>It is put into another segment.</summary>
    Moves,
}
