using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>Redfish resources as JSON. Links are absolute paths, here below the BMC's own prefix.</summary>
internal static class RedfishView
{
    public static JsonObject Root(string host) => new()
    {
        ["@odata.id"] = $"/bmc/{host}/redfish/v1/",
        ["@odata.type"] = "#ServiceRoot.v1_5_0.ServiceRoot",
        ["Id"] = "RootService",
        ["Name"] = "Root Service",
        ["RedfishVersion"] = "1.5.0",
        ["Systems"] = Link($"/bmc/{host}/redfish/v1/Systems"),
    };

    public static JsonObject Systems(string host) => new()
    {
        ["@odata.id"] = $"/bmc/{host}/redfish/v1/Systems",
        ["@odata.type"] = "#ComputerSystemCollection.ComputerSystemCollection",
        ["Name"] = "Computer System Collection",
        ["Members@odata.count"] = 1,
        ["Members"] = new JsonArray(Link($"/bmc/{host}/redfish/v1/Systems/1")),
    };

    public static JsonObject System(ComputeHost host, bool powerOn)
    {
        var path = $"/bmc/{host.Name}/redfish/v1/Systems/1";
        return new JsonObject
        {
            ["@odata.id"] = path,
            ["@odata.type"] = "#ComputerSystem.v1_10_0.ComputerSystem",
            ["Id"] = "1",
            ["Name"] = host.Name,
            ["HostName"] = host.Name,
            ["UUID"] = host.Id.ToString(),
            ["SerialNumber"] = host.Id.ToString("N")[..12].ToUpperInvariant(),
            ["Manufacturer"] = "Simulated",
            ["PowerState"] = powerOn ? "On" : "Off",
            ["Status"] = new JsonObject { ["State"] = powerOn ? "Enabled" : "Disabled", ["Health"] = "OK" },
            ["Actions"] = new JsonObject
            {
                ["#ComputerSystem.Reset"] = new JsonObject
                {
                    ["target"] = path + "/Actions/ComputerSystem.Reset",
                    ["ResetType@Redfish.AllowableValues"] =
                        new JsonArray("On", "ForceOff", "GracefulShutdown", "ForceRestart"),
                },
            },
        };
    }

    public static WireJson Error(int status, string id, string message) => new(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = "Base.1.8.GeneralError",
                ["message"] = message,
                ["@Message.ExtendedInfo"] = new JsonArray(new JsonObject
                {
                    ["MessageId"] = id,
                    ["Message"] = message,
                    ["MessageArgs"] = new JsonArray(),
                    ["Severity"] = "Warning",
                    ["Resolution"] = "None.",
                }),
            },
        },
        status);

    static JsonObject Link(string path) => new() { ["@odata.id"] = path };
}
