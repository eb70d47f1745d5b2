using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Whether a name is a host's, with its domain or without.</summary>
static class HostIdentity
{
    public static bool Same(HostName host, string named) =>
        string.Equals(host.Value, named, StringComparison.OrdinalIgnoreCase)
        || IsShortOf(host.Value, named)
        || IsShortOf(named, host.Value);

    static bool IsShortOf(string name, string full) =>
        !name.Contains('.') && full.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase);
}
