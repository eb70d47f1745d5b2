using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// Draws an upgrade of the service, machine by machine, while everything else goes on: programs that read one or two rule languages,
/// policies in the newer one, and now and then a program that is put back.
/// </summary>
sealed class UpgradeDrawer(Random random, PolicyShelf shelf, int controllers)
{
    const int Newer = 2;

    readonly Dictionary<string, int> languages = [];
    readonly List<ScenarioStep> drawn = [];

    /// <param name="steps">What happens anyway: nobody upgrades a machine that is down.</param>
    /// <returns>Which languages the first programs read, and all steps, in order of time.</returns>
    public (IReadOnlyDictionary<string, int> Languages, IReadOnlyList<ScenarioStep> Steps) Draw(IReadOnlyList<ScenarioStep> steps)
    {
        if (controllers == 1 || steps.Count == 0 || random.Next(2) == 0)
            return (languages, steps);
        var end = (int)steps[^1].At.TotalSeconds + 60;
        for (var n = random.Next(1, 4); n > 0; n--)
            Offer(Seconds(2, end));
        foreach (var name in Enumerable.Range(0, controllers).Select(c => ((char)('a' + c)).ToString()))
            Upgrade(name, end, steps);
        return (languages, [.. steps.Concat(drawn).OrderBy(s => s.At)]);
    }

    void Offer(TimeSpan at)
    {
        var (policy, from) = shelf.AnyFile(random);
        drawn.Add(new ScenarioStep.ChangePolicy(at, StepReader.InLanguage(policy, random.Next(4) == 0 ? 1 : Newer), from));
    }

    void Upgrade(string name, int end, IReadOnlyList<ScenarioStep> steps)
    {
        var isNew = random.Next(3) == 0;
        if (isNew)
            languages[name] = Newer;
        var (at, duration) = (Seconds(2, end), Seconds(0, 40));
        if (random.Next(4) == 0 || steps.Concat(drawn).OfType<ScenarioStep.Crash>().Any(c => c.At <= at + duration && at <= c.At + c.For))
            return;
        drawn.Add(new ScenarioStep.Crash(at, duration, name, isNew && random.Next(2) == 0 ? 1 : Newer));
    }

    TimeSpan Seconds(int from, int to) => TimeSpan.FromSeconds(random.Next(from, to));
}
