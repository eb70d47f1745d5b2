using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Topology;

/// <summary>The machine that this service runs on, should it be a compute host itself.</summary>
/// <param name="Name">With its domain or without.</param>
public sealed record OwnMachine(string Name)
{
    /// <summary>With the domain on either side, or on none.</summary>
    public bool IsSameAs(HostName host) =>
        string.Equals(Name, host.Value, StringComparison.OrdinalIgnoreCase) || IsShortOf(Name, host.Value) || IsShortOf(host.Value, Name);

    static bool IsShortOf(string name, string full) =>
        name.Length > 0 && !name.Contains('.', StringComparison.Ordinal) && full.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase);
}
