using System.Globalization;
using PolicyHa.Samples.Cloud.Wire;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Redfish;

/// <summary>Resets that a BMC takes as tasks, and the monitors that tell their ends.</summary>
internal static class TaskApi
{
    /// <summary>A task that fails without a time of its own takes so long. 1 s.</summary>
    static readonly TimeSpan FailingTime = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder bmc) => bmc.MapGet("/TaskService/TaskMonitors/{id}", Show);

    /// <summary>The 202 of a reset; null: the BMC takes none as a task.</summary>
    public static WireJson? Begin(HttpContext http, string host, CloudWorld world)
    {
        var bmc = world.HostNamed(host).Bmc;
        var fails = bmc.Fault is BmcFault.TaskFails;
        if ((bmc.Manner.TaskTime ?? (fails ? FailingTime : null)) is not { } time)
        {
            return null;
        }

        bmc.Tasks.Add(new BmcTask(world.Now + time, fails));
        http.Response.Headers.Location = RedfishView.MonitorPath(host, bmc.Tasks.Count);
        return UnderWay(host, bmc.Tasks.Count);
    }

    /// <summary>202 while it is under way; then what the reset would have answered.</summary>
    static WireJson Show(string host, string id, CloudWorld world)
    {
        var tasks = world.HostNamed(host).Bmc.Tasks;
        if (!int.TryParse(id, CultureInfo.InvariantCulture, out var number) || number < 1 || number > tasks.Count)
        {
            return RedfishView.Missing();
        }

        var task = tasks[number - 1];
        if (world.Now < task.EndsAt)
        {
            return UnderWay(host, number);
        }

        return task.Fails
            ? RedfishView.Error(StatusCodes.Status500InternalServerError, "Base.1.8.InternalError", "The power supply does not obey.")
            : WireJson.Empty(StatusCodes.Status204NoContent);
    }

    static WireJson UnderWay(string host, int number) => new(RedfishView.Task(host, number), StatusCodes.Status202Accepted);
}
