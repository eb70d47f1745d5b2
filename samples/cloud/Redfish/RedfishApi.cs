using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>A Redfish BMC for each host under <c>/bmc/{host}/redfish/v1</c>.</summary>
internal static class RedfishApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var bmc = app.MapGroup("/bmc/{host}/redfish/v1").AddEndpointFilter<BmcGate>();
        bmc.MapGet("/", (string host) => new WireJson(RedfishView.Root(host)));
        bmc.MapGet("/Systems", (string host) => new WireJson(RedfishView.Systems(host)));
        bmc.MapGet("/Systems/1", ShowSystem);
        bmc.MapPost("/Systems/1/Actions/ComputerSystem.Reset", Reset);
        SessionApi.Map(bmc);
        TaskApi.Map(bmc);
        bmc.Map("/{**path}", (string host) => RedfishView.Missing());
    }

    static WireJson ShowSystem(string host, CloudWorld world)
    {
        var machine = world.HostNamed(host);
        var wired = world.WiredTo(machine);
        return new WireJson(RedfishView.System(host, wired, world.ShowsPowerOn(wired, machine.Bmc.Manner)));
    }

    static WireJson Reset(HttpContext http, string host, JsonBody body, CloudWorld world)
    {
        if (body.Error is not null || body.Text("ResetType") is not { } type)
        {
            return RedfishView.Error(StatusCodes.Status400BadRequest, "Base.1.8.ActionParameterMissing",
                "The action ComputerSystem.Reset requires the parameter ResetType.");
        }

        var bmc = world.HostNamed(host).Bmc;
        var machine = world.WiredTo(world.HostNamed(host));
        var mark = CallerMark.From(http.Request.Headers);
        var delay = bmc.Manner.PowerOffTime ?? world.Options.PowerOffTime;
        switch (type)
        {
            case "ForceOff" when bmc.Fault is BmcFault.RefusesWhenOff && !machine.PowerOn:
                world.CommandPowerOff(machine, type, delay, mark);
                return RedfishView.Error(StatusCodes.Status409Conflict, "Base.1.8.ResourceInStandby",
                    "The request could not be performed because the resource is in standby.");
            case "ForceOff":
                world.CommandPowerOff(machine, type, delay, mark);
                break;
            case "GracefulShutdown" when machine.SystemUp:
                world.CommandPowerOff(machine, type, delay * 2, mark);
                break;
            case "GracefulShutdown":
                break;      // a crashed system does not listen
            case "On":
                world.CommandPowerOn(machine, type, mark);
                break;
            case "ForceRestart":
                world.CommandRestart(machine, type, mark);
                break;
            default:
                return RedfishView.Error(StatusCodes.Status400BadRequest, "Base.1.8.ActionParameterNotSupported",
                    $"The value {type} for the parameter ResetType is not supported.");
        }

        return bmc.Fault is BmcFault.WorksButAnswersError
            ? RedfishView.Error(StatusCodes.Status500InternalServerError, "Base.1.8.InternalError",
                "The BMC is confused.")
            : TaskApi.Begin(http, host, world) ?? WireJson.Empty(StatusCodes.Status204NoContent);
    }
}
