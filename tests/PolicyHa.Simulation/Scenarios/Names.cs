using PolicyHa.Rules.Documents;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Hosts and instances a scenario knows.</summary>
sealed class Names
{
    readonly SortedSet<string> hosts = new(StringComparer.Ordinal);
    readonly SortedSet<string> instances = new(StringComparer.Ordinal);

    public bool AddHost(string name) => hosts.Add(name);

    public bool AddInstance(string name) => instances.Add(name);

    public bool HasHost(string name) => hosts.Contains(name);

    public bool HasInstance(string name) => instances.Contains(name);

    public string HostHint() => $"hosts are: {string.Join(", ", hosts)}";

    /// <summary>Reports an unknown host.</summary>
    public bool KnownHost(YamlScalar name, Field field) => KnownHost(name, name.Value, field);

    public bool KnownHost(YamlNode at, string name, Field field)
    {
        if (HasHost(name))
            return true;
        field.Unknown(at, $"no host '{name}' is in a segment", HostHint());
        return false;
    }

    public bool KnownInstance(YamlNode at, string name, Field field)
    {
        if (HasInstance(name))
            return true;
        field.Unknown(at, $"no instance '{name}'", $"instances are: {string.Join(", ", instances)}");
        return false;
    }
}
