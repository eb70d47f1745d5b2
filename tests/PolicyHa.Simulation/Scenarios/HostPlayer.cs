using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Makes happen what happens to whole hosts.</summary>
static class HostPlayer
{
    public static void Do(Running.Simulation simulation, HostStep step)
    {
        var (world, name) = (simulation.World, new HostName(step.Host));
        var host = world.Host(name);
        switch (step.Act)
        {
            case HostAct.Boots:
                world.Boot(host);
                foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
                    simulation.ReportAll(name, signal, SignalStatus.Up);
                break;
            case HostAct.Enabled:
                (host.ForcedDown, host.Disabled, host.DisabledReason) = (false, false, null);
                break;
            case HostAct.Leaves:
                host.IsInNova = false;
                break;
            default:
                host.Segment = new SegmentName(step.Segment!);
                break;
        }
    }
}
