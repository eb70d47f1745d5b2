namespace PolicyHa.Samples.Cloud.Control;

/// <summary>A host as it is, and as Nova believes it is.</summary>
public sealed record HostState
{
    public required string Name { get; init; }

    public required string Zone { get; init; }

    public required string Rack { get; init; }

    /// <summary>on or off, really.</summary>
    public required string Power { get; init; }

    /// <summary>up, or down when crashed or without power.</summary>
    public required string System { get; init; }

    /// <summary>running, stopped or frozen.</summary>
    public required string NovaCompute { get; init; }

    /// <summary>running or stopped.</summary>
    public required string Libvirtd { get; init; }

    /// <summary>What Nova believes of nova-compute: up or down.</summary>
    public required string NovaState { get; init; }

    /// <summary>enabled or disabled.</summary>
    public required string NovaStatus { get; init; }

    public required bool ForcedDown { get; init; }

    /// <summary>Of admin, tenant and storage those that are cut.</summary>
    public required IReadOnlyList<string> NetworksCut { get; init; }

    /// <summary>Names of the copies that run here right now.</summary>
    public required IReadOnlyList<string> RunningGuests { get; init; }
}
