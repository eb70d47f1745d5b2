namespace PolicyHa.Api.Commands.Importing;

/// <summary>Reads a node of TripleO's <c>instackenv.json</c>. What is fenced how is as in TripleO's own <c>generate fencing</c>.</summary>
static class InstackenvReader
{
    const string Known = "ipmi, redfish, idrac, ilo, and their old names such as pxe_ipmitool";

    public static FoundNode Read(JsonFields node, FoundNode found)
    {
        found = found with
        {
            Address = node.Text("pm_addr"),
            Port = node.Text("pm_port"),
            Username = node.Text("pm_user"),
            Password = node.Text("pm_password"),
            System = node.Text("pm_system_id"),
        };
        var type = node.Text("pm_type");
        return type.Split('_')[^1] switch
        {
            "ipmi" or "ipmitool" => found.WithIpmi(node),
            "redfish" => found.WithRedfish(node),
            "idrac" or "drac" or "ilo" or "ilo5" when found.System.Length > 0 => found.WithRedfish(node),
            // their port is that of another protocol
            "idrac" or "drac" or "ilo" or "ilo5" => found.WithIpmi(node) with { Port = "" },
            "" => found with { Unusable = $"has no pm_type; known are {Known}" },
            _ => found with { Unusable = $"pm_type '{type}' is not known; known are {Known}" },
        };
    }
}
