using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Which rows and rules stand behind what was done and told. A row is <c>table/row</c>.</summary>
sealed class RowsBehind(Running.Simulation simulation)
{
    /// <summary>Those that asked for an act.</summary>
    public IReadOnlyList<string> Of(WorldAct act) =>
    [
        .. simulation.Store.Plans
            .Where(p => p.Steps.Any(s => s.HasBegun && s.Host == act.Host && s.InstanceName == act.Instance && IsDoneBy(act.Kind, s.Kind)))
            .SelectMany(p => simulation.Store.IncidentVersions.Where(i => i.Plan == p.Id && p.Intent.StartsWith(i.Row, StringComparison.Ordinal)))
            .Select(i => i.Row).Distinct(),
    ];

    /// <summary>Those that spoke about a host or an instance.</summary>
    public IReadOnlyList<string> About(string subject) =>
    [
        .. simulation.Store.IncidentVersions
            .Where(i => i.Host.Value == subject || (i.Instance is { } id && simulation.World.Instance(id)?.Name == subject))
            .Select(i => i.Row).Distinct(),
    ];

    /// <summary>An expectation names a row by its id alone, or with its table.</summary>
    public static bool IsNamed(string row, string name) => row == name || Short(row) == name;

    /// <summary>The row without its table.</summary>
    public static string Short(string row) => row[(row.IndexOf('/', StringComparison.Ordinal) + 1)..];

    static bool IsDoneBy(string act, StepKind step) =>
        step == StepKind.RestartInstance ? act is "stop" or "start" : step.Name() == act;
}
