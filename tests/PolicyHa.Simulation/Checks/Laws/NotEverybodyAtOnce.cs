using PolicyHa.Engine.Facts;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S34: while every host of a segment (three or more) is said to be down, the observer is the patient: no fence is begun.</summary>
sealed class NotEverybodyAtOnce : ILaw
{
    const int HostsMin = 3;

    readonly Dictionary<(HostName, Signal, string), SignalStatus> words = [];
    int heard;

    public string Id => "S34";

    public string? Broken(LawScene scene)
    {
        for (; heard < scene.Heard.Count; heard++)
        {
            var report = scene.Heard[heard].Report;
            words[(report.Host, report.Signal, report.Observer)] = report.Status;
        }

        foreach (var act in scene.NewActs.Where(a => a.Kind == "fence" && FirstTry.Of(scene, a)))
        {
            var segment = scene.World.Host(act.Host).Segment;
            var hosts = scene.World.Hosts.Where(h => h.Segment == segment).Select(h => h.Name).ToHashSet();
            var said = words.Where(w => hosts.Contains(w.Key.Item1)).GroupBy(w => w.Key.Item1).ToList();
            if (hosts.Count >= HostsMin && said.Count == hosts.Count && said.TrueForAll(g => g.All(w => w.Value == SignalStatus.Down)))
                return $"{act} while all {hosts.Count} hosts of {segment} are said to be down";
        }

        return null;
    }
}
