using PolicyHa.Simulation.Checks;
using PolicyHa.Simulation.Checks.Laws;
using PolicyHa.Simulation.Running;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>Plays a history with every law watching.</summary>
public static class HistoryRun
{
    /// <param name="see">Looks at the simulation when it is over.</param>
    /// <returns>The broken law; null when all held.</returns>
    public static BrokenLaw? Play(Scenario history, SimChecks checks, Action<Running.Simulation>? see = null)
    {
        using var runner = new ScenarioRunner(history, checks with { NothingLapses = true, StopsWhenBroken = true });
        BrokenLaw? broken;
        try
        {
            runner.Play();
            broken = runner.Simulation.Broken;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the service throws at its clock is a fault of ours.
            broken = !checks.PendingLaws && AllLaws.Pending.ContainsKey("L0")
                ? null
                : runner.Simulation.Broken ?? new BrokenLaw("L0", $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}", runner.Simulation.Clock.Elapsed);
        }

        see?.Invoke(runner.Simulation);
        return broken;
    }
}
