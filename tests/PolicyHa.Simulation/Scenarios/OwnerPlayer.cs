using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Makes owners of instances do what a scenario says.</summary>
static class OwnerPlayer
{
    public static void Do(SimWorld world, SimInstance instance, OwnerStep step)
    {
        switch (step.Act)
        {
            case "stops":
                instance.State = VmState.Stopped;
                instance.Guests.Clear();
                break;
            case "deletes":
                world.Delete(instance);
                break;
            case "moves":
                instance.Host = new HostName(step.Target!);
                instance.Guests.Clear();
                instance.Guests.Add(instance.Host);
                break;
            default:
                instance.Metadata = new Dictionary<string, string>(instance.Metadata)
                {
                    ["HA_Enabled"] = step.Act == "protects" ? "True" : "False",
                };
                break;
        }
    }
}
