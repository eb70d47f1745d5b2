using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S55: whatever goes wrong, the same thing is not asked for again and again.</summary>
sealed class NothingIsAskedWithoutEnd : ILaw
{
    /// <summary>Every ladder of tries, of two plans, is shorter.</summary>
    const int Most = 20;

    static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    readonly Dictionary<(string, string, string?, string?), Queue<TimeSpan>> asked = [];

    public string Id => "S55";

    public string? Broken(LawScene scene)
    {
        foreach (var act in scene.NewActs)
        {
            var times = TimesOf(act);
            times.Enqueue(act.At);
            while (act.At - times.Peek() > Within)
                times.Dequeue();
            if (times.Count > Most)
                return $"{act}, {times.Count} times within {Within.TotalMinutes} minutes";
        }

        return null;
    }

    Queue<TimeSpan> TimesOf(WorldAct act)
    {
        var key = (act.Kind, act.Host.Value, act.Instance, act.Device);
        if (!asked.TryGetValue(key, out var times))
            asked[key] = times = new Queue<TimeSpan>();
        return times;
    }
}
