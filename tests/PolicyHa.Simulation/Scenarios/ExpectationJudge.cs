using PolicyHa.Engine.Incidents;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Says of each expectation whether it holds, and if not, what was seen instead.</summary>
sealed class ExpectationJudge(Running.Simulation simulation)
{
    SimWorld World => simulation.World;

    /// <summary>Null when the expectation holds.</summary>
    public string? WhyNot(Expectation expectation)
    {
        var why = expectation switch
        {
            Expectation.Act e => WhyNot(e),
            Expectation.Never e => Acts(e.Kind, e.Host, e.Instance) is [var act, ..] ? $"it happened: {act} at {Seconds(act.At)}" : null,
            Expectation.Hold e => simulation.Trace.Entries.Any(t => t.Kind == "hold" && t.Host == e.Host && t.What == e.Because)
                ? null
                : $"{e.Host} was held for: {Listed(simulation.Trace.Entries.Where(t => t.Kind == "hold" && t.Host == e.Host).Select(t => t.What!))}",
            Expectation.Alert e => WhyNot(e),
            Expectation.Count e => Acts(e.Kind, null, null).Count is var count && count == e.Is ? null : $"it happened {count} times",
            Expectation.Incidents e => WhyNot(e),
            Expectation.Refused e => simulation.Store.Refused.Any(r => r.Reason == e.Reason)
                ? null
                : $"put aside were: {Listed(simulation.Store.Refused.Select(r => r.Reason))}",
            Expectation.End e => WhyNot(e),
            _ => throw new InvalidOperationException($"no such expectation: {expectation.GetType().Name}"),
        };
        return why is null ? null : $"{expectation.At}: {expectation.Text}: {why}";
    }

    /// <summary>Null when the service did nothing and told nobody.</summary>
    public string? WhyNotNothing() =>
        World.Acts.Count > 0 ? $"expect: nothing: it did {Listed(World.Acts.Select(a => a.ToString()))}"
        : simulation.Store.Alerts.Count > 0 ? $"expect: nothing: it told {Listed(simulation.Store.Alerts.Select(a => a.Summary))}"
        : null;

    string? WhyNot(Expectation.Act e)
    {
        var acts = Acts(e.Kind, e.Host, e.Instance);
        if (acts.Count == 0)
            return $"it never happened; acts were: {Listed(World.Acts.Select(a => a.ToString()))}";
        if (e.Between is { } between && !acts.Any(a => a.At >= between.From && a.At <= between.To))
            return $"it happened at {string.Join(", ", acts.Select(a => Seconds(a.At)))}";
        if (e.After is { } after && World.Acts.FirstOrDefault(a => Names(a, after)) is var earlier && !(earlier?.Order < acts[0].Order))
            return earlier is null ? $"'{after}' never happened" : $"'{after}' came later, at {Seconds(earlier.At)}";
        var ended = e.Instance is null ? null : World.Instances.First(i => i.Name == e.Instance).Host.Value;
        return e.To is { } to && !to.Contains(ended ?? "") ? $"it ended up on {ended}" : null;
    }

    string? WhyNot(Expectation.Alert e)
    {
        var about = simulation.Store.Alerts.Where(a => a.Key == e.About || a.Host.Value == e.About
            || (a.Instance is { } id && World.Instance(id)?.Name == e.About)).ToList();
        return about.Any(a => a.Severity.ToString().Equals(e.Severity, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"told about {e.About}: {Listed(about.Select(a => $"{a.Severity.ToString().ToLowerInvariant()} {a.Type}"))}";
    }

    string? WhyNot(Expectation.Incidents e)
    {
        var all = simulation.Store.Incidents;
        var counted = e.State is null ? all.Count : all.Count(i => StateName(i.State) == e.State);
        return counted == e.Number ? null : $"there are {counted}; all: {Listed(all.Select(i => $"{i.Subject} {StateName(i.State)}"))}";
    }

    string? WhyNot(Expectation.End e)
    {
        var instance = World.Instances.First(i => i.Name == e.Instance);
        var state = instance.State.ToString().ToLowerInvariant();
        return (e.Host is null || instance.Host.Value == e.Host) && (e.State is null || state == e.State)
            ? null
            : $"it is {state} on {instance.Host}";
    }

    List<WorldAct> Acts(string kind, string? host, string? instance) =>
        [.. World.Acts.Where(a => a.Kind == kind && (host is null || a.Host.Value == host) && (instance is null || a.Instance == instance))];

    static bool Names(WorldAct act, string text) => text == $"{act.Kind} {act.Instance ?? act.Host.Value}";

    static string StateName(IncidentState state) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    static string Seconds(TimeSpan at) => $"{at.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}s";

    static string Listed(IEnumerable<string> items) => string.Join(", ", items.Distinct()) is { Length: > 0 } text ? text : "nothing";
}
