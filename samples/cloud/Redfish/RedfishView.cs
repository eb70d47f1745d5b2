using System.Globalization;
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
        ["Links"] = new JsonObject { ["Sessions"] = Link(SessionsPath(host)) },
    };

    public static JsonObject Systems(string host) => new()
    {
        ["@odata.id"] = $"/bmc/{host}/redfish/v1/Systems",
        ["@odata.type"] = "#ComputerSystemCollection.ComputerSystemCollection",
        ["Name"] = "Computer System Collection",
        ["Members@odata.count"] = 1,
        ["Members"] = new JsonArray(Link($"/bmc/{host}/redfish/v1/Systems/1")),
    };

    /// <param name="bmc">The host whose BMC is asked.</param>
    /// <param name="host">The one that it is wired to.</param>
    /// <param name="powerOn">As it shows it.</param>
    public static JsonObject System(string bmc, ComputeHost host, bool powerOn)
    {
        var path = $"/bmc/{bmc}/redfish/v1/Systems/1";
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

    public static JsonObject Sessions(string host, IEnumerable<int> numbers)
    {
        var members = new JsonArray([.. numbers.Select(n => Link(SessionPath(host, n)))]);
        return new JsonObject
        {
            ["@odata.id"] = SessionsPath(host),
            ["@odata.type"] = "#SessionCollection.SessionCollection",
            ["Name"] = "Session Collection",
            ["Members@odata.count"] = members.Count,
            ["Members"] = members,
        };
    }

    public static JsonObject Session(string host, int number, string user) => new()
    {
        ["@odata.id"] = SessionPath(host, number),
        ["@odata.type"] = "#Session.v1_3_0.Session",
        ["Id"] = Text(number),
        ["Name"] = "User Session",
        ["UserName"] = user,
    };

    /// <summary>One that is under way.</summary>
    public static JsonObject Task(string host, int number) => new()
    {
        ["@odata.id"] = $"/bmc/{host}/redfish/v1/TaskService/Tasks/{Text(number)}",
        ["@odata.type"] = "#Task.v1_5_0.Task",
        ["Id"] = Text(number),
        ["Name"] = "Reset",
        ["TaskState"] = "Running",
        ["TaskMonitor"] = MonitorPath(host, number),
    };

    public static string SessionPath(string host, int number) => $"{SessionsPath(host)}/{Text(number)}";

    public static string MonitorPath(string host, int number) => $"/bmc/{host}/redfish/v1/TaskService/TaskMonitors/{Text(number)}";

    public static WireJson Missing() =>
        Error(StatusCodes.Status404NotFound, "Base.1.8.ResourceMissingAtURI", "The resource at the URI was not found.");

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

    static string SessionsPath(string host) => $"/bmc/{host}/redfish/v1/SessionService/Sessions";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static JsonObject Link(string path) => new() { ["@odata.id"] = path };
}
