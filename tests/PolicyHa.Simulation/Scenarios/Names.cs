using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Hosts and instances a scenario knows, and the rows of its policy.</summary>
sealed class Names
{
    readonly SortedSet<string> hosts = new(StringComparer.Ordinal);
    readonly HashSet<string> company = new(StringComparer.Ordinal);
    readonly SortedSet<string> instances = new(StringComparer.Ordinal);
    readonly HashSet<(string Host, string Name)> devices = [];
    readonly HashSet<string> watchdogs = [];
    readonly List<string> rows = [];

    public bool AddHost(string name) => hosts.Add(name);

    /// <summary>A host nobody named: known, but no hint speaks of it.</summary>
    public void AddCompany(string name) => company.Add(name);

    /// <summary>Only of hosts whose devices are written down.</summary>
    public void AddDevice(string host, string name) => devices.Add((host, name));

    public void AddWatchdog(string host) => watchdogs.Add(host);

    public bool AddInstance(string name) => instances.Add(name);

    /// <summary>Rows as <c>table/row</c>, and rules as <c>rules/name</c>.</summary>
    public void AddRows(PolicyLoad load)
    {
        foreach (var table in load.Document?.Tables ?? [])
        {
            rows.AddRange((table.Rows?.Rows ?? []).Select(r => $"{table.Name.Value}/{r.Id.Text}"));
            if (table.Otherwise is not null)
                rows.Add($"{table.Name.Value}/{TableRow.OtherwiseId}");
        }

        var tables = (load.Document?.Tables ?? []).Select(t => t.Name.Value).ToHashSet();
        rows.AddRange((load.Policy?.Rules ?? [])
            .Where(r => r.Source != RuleSource.BuiltIn && !tables.Contains(r.Name)).Select(r => $"{RowMatch.OfRules}/{r.Name}"));
    }

    public bool HasHost(string name) => hosts.Contains(name) || company.Contains(name);

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

    public bool KnownDevice(YamlNode at, string host, string name, Field field)
    {
        if (devices.Contains((host, name)))
            return true;
        field.Unknown(at, $"{host} has no fencing device '{name}'", "write world: {devices: {h1: [ilo, outlet pdu-a]}}");
        return false;
    }

    public bool KnownWatchdog(YamlNode at, string host, Field field)
    {
        if (!KnownHost(at, host, field) || watchdogs.Contains(host))
            return watchdogs.Contains(host);
        field.Unknown(at, $"{host} has no watchdog", "write world: {watchdogs: {h1: 10s}}");
        return false;
    }

    public bool KnownInstance(YamlNode at, string name, Field field)
    {
        if (HasInstance(name))
            return true;
        field.Unknown(at, $"no instance '{name}'", $"instances are: {string.Join(", ", instances)}");
        return false;
    }

    /// <summary>A row by its id alone or with its table, or a rule.</summary>
    public bool KnownRow(YamlScalar name, Field field)
    {
        if (rows.Exists(r => RowsBehind.IsNamed(r, name.Value)))
            return true;
        var near = Spelling.Hint(name.Value, [.. rows.Select(RowsBehind.Short)]);
        field.Unknown(name, $"the policy has no row or rule '{name.Value}'", near ?? $"they are: {string.Join(", ", rows)}");
        return false;
    }
}
