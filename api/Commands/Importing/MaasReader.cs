namespace PolicyHa.Api.Commands.Importing;

/// <summary>Reads a machine of MAAS, as <c>maas PROFILE machines read</c> prints it. It is switched through MAAS, whatever its board is.</summary>
static class MaasReader
{
    /// <summary>Parameters that are logins, by what their names hold.</summary>
    static readonly string[] Logins = ["user", "pass", "secret", "token", "key", "cert"];

    /// <summary>Machines go by their hostname; those of which there are several by their fqdn.</summary>
    public static Func<JsonFields, string> NamesOf(IEnumerable<JsonFields> machines)
    {
        var several = machines.GroupBy(m => m.Text("hostname")).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return machine => machine.Text("hostname") is var name && several.Contains(name) && machine.Text("fqdn") is { Length: > 0 } full ? full : name;
    }

    public static FoundNode Read(JsonFields machine, FoundNode found, string maas)
    {
        var type = machine.Text("power_type");
        return found with
        {
            Kind = BoardKind.Maas,
            Address = maas,
            Plug = machine.Text("system_id"),
            Power = PowerOf(type, machine.Inner("power_parameters")),
            Unusable = type is "" or "manual" ? "MAAS cannot switch it off: its power_type is manual, or it has none" : null,
        };
    }

    static string PowerOf(string type, JsonFields parameters) => parameters.Text("power_address").Length == 0
        ? ""
        : string.Join(
            ' ',
            [type, .. from name in parameters.Names.Order(StringComparer.Ordinal)
                      where !Logins.Any(l => name.Contains(l, StringComparison.Ordinal))
                      select $"{name}={parameters.Text(name)}"]);
}
