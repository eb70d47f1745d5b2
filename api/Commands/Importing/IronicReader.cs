namespace PolicyHa.Api.Commands.Importing;

/// <summary>Reads a node of Ironic, as <c>openstack baremetal node list --long -f json</c> and <c>node show -f json</c> print it.</summary>
static class IronicReader
{
    /// <summary>What the keys of a driver begin with, in the order in which they are looked for.</summary>
    static readonly Dictionary<string, string[]> Prefixes = new()
    {
        ["ipmi"] = ["ipmi"],
        ["redfish"] = ["redfish"],
        ["idrac"] = ["redfish", "drac", "ipmi"],
        ["ilo"] = ["redfish", "ilo", "ipmi"],
        ["ilo5"] = ["redfish", "ilo", "ipmi"],
    };

    public static FoundNode Read(JsonFields node, FoundNode found)
    {
        var (driver, info) = (node.Text("driver"), node.Inner("driver_info"));
        if (!Prefixes.TryGetValue(driver, out var prefixes))
            return found with { Unusable = driver.Length == 0 ? "has no driver" : $"driver '{driver}' is not known; known are {string.Join(", ", Prefixes.Keys)}" };
        if (!info.Names.Any())
            return found with { Unusable = "has no driver_info; print it with --long" };

        var prefix = prefixes.FirstOrDefault(p => info.Text($"{p}_address").Length > 0, prefixes[0]);
        found = found with
        {
            Address = info.Text($"{prefix}_address"),
            Username = info.Text($"{prefix}_username"),
            Password = info.Text($"{prefix}_password"),
        };
        return prefix switch
        {
            "redfish" => found.WithRedfish(info) with { System = info.Text("redfish_system_id") },
            "ipmi" => found.WithIpmi(info) with { Port = info.Text("ipmi_port") },
            // iDRAC and iLO speak IPMI beside a protocol of their own, whose port this would be
            _ => found.WithIpmi(info),
        };
    }
}
