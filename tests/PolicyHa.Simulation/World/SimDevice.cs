namespace PolicyHa.Simulation.World;

/// <summary>A fencing device of one host: its BMC, or an outlet that feeds one of its power supplies.</summary>
public sealed class SimDevice(string name)
{
    public string Name { get; } = name;

    /// <summary>It feeds a supply of the host, and says whether that one has power. The host runs while any of its outlets is on.</summary>
    public bool IsOutlet { get; init; }

    /// <summary>It has no way to switch on, and its kind says so.</summary>
    public bool OnlyOff { get; init; }

    /// <summary>It is no device but a person, and is never spoken to.</summary>
    public bool IsPerson { get; init; }

    /// <summary>What it does when asked to switch off.</summary>
    public DeviceManner Manner { get; set; } = DeviceManner.Works;

    /// <summary>How many more times <see cref="Manner"/> applies before the device works again; null: for ever.</summary>
    public int? Times { get; set; }

    /// <summary>Of an outlet.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>How often it has said "off" since it last said otherwise.</summary>
    public int OffReads { get; private set; }

    public TimeSpan FirstOffRead { get; private set; }

    /// <summary>When it last answered.</summary>
    public TimeSpan LastOffRead { get; private set; }

    public DeviceManner MannerNow => Times is 0 ? DeviceManner.Works : Manner;

    /// <summary>It says "off" whatever is true.</summary>
    public bool IsMisread => MannerNow == DeviceManner.Misreads;

    /// <summary>How it behaves to one command.</summary>
    public DeviceManner UseManner()
    {
        var manner = MannerNow;
        if (Times is > 0)
            Times -= 1;
        return manner;
    }

    /// <summary>It answers.</summary>
    public void Read(bool off, TimeSpan at) =>
        (OffReads, FirstOffRead, LastOffRead) = off ? (OffReads + 1, OffReads == 0 ? at : FirstOffRead, at) : (0, at, at);
}
