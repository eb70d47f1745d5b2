namespace PolicyHa.Api.Commands.Importing;

/// <summary>What Ironic's drivers are told beside address and login. An instackenv.json may hold the same.</summary>
static class DriverOptions
{
    static readonly string[] True = ["true", "1", "yes", "on", "t", "y"];
    static readonly string[] False = ["false", "0", "no", "off", "f", "n"];

    public static FoundNode WithIpmi(this FoundNode found, JsonFields info) => found with
    {
        Kind = BoardKind.Ipmi,
        Cipher = info.Text("ipmi_cipher_suite"),
        Privilege = info.Text("ipmi_priv_level"),
        Unusable = info.Text("ipmi_bridging") is not ("" or "no")
            ? "is reached through another board (ipmi_bridging); write its device by hand"
            : info.Text("ipmi_hex_kg_key").Length > 0
                ? "its board wants a key beside the password (ipmi_hex_kg_key), which would stand in the section in clear"
                : null,
    };

    public static FoundNode WithRedfish(this FoundNode found, JsonFields info)
    {
        var verify = info.Text("redfish_verify_ca");
        found = found with { Kind = BoardKind.Redfish };
        if (verify.Length == 0 || True.Contains(verify, StringComparer.OrdinalIgnoreCase))
            return found;
        return False.Contains(verify, StringComparer.OrdinalIgnoreCase) ? found with { InsecureTls = "true" } : found with { CaCert = verify };
    }
}
