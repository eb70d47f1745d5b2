using System.Globalization;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Incidents;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Says of each expectation whether it holds, and if not, what was seen instead, field by field.</summary>
sealed class ExpectationJudge(Running.Simulation simulation)
{
    readonly RowsBehind rows = new(simulation);

    SimWorld World => simulation.World;

    /// <summary>Null when the expectation holds.</summary>
    public Unmet? Judge(Expectation expectation)
    {
        var was = expectation switch
        {
            Expectation.Act e => WhyNot(e),
            Expectation.Never e => Acts(e.Kind, e.Host, e.Instance) is [var act, ..] ? $"{act} at {Seconds(act.At)}" : null,
            Expectation.Hold e => WhyNot(e),
            Expectation.Alert e => WhyNot(e),
            Expectation.Notify e => WhyNot(e),
            Expectation.Count e => Acts(e.Kind, null, null).Count is var count && count == e.Is ? null : $"{count} times",
            Expectation.Incidents e => WhyNot(e),
            Expectation.Refused e => simulation.Store.Refused.Any(r => r.Reason == e.Reason)
                ? null
                : $"put aside: {Listed(simulation.Store.Refused.Select(r => r.Reason))}",
            Expectation.End e => WhyNot(e),
            Expectation.Nothing => WhyNotNothing(),
            _ => throw new InvalidOperationException($"no such expectation: {expectation.GetType().Name}"),
        };
        return was is null ? null : new Unmet(expectation, was);
    }

    string? WhyNotNothing() =>
        World.Acts.Count > 0 ? Listed(World.Acts.Select(a => $"{a} at {Seconds(a.At)}"))
        : simulation.Store.Alerts.Count > 0 ? $"told: {Listed(simulation.Store.Alerts.Select(a => a.Summary))}"
        : null;

    string? WhyNot(Expectation.Act e)
    {
        var acts = Acts(e.Kind, e.Host, e.Instance);
        if (acts.Count == 0)
            return WhatWasDone(e.Host, e.Instance);
        var differences = new List<string>();
        if (e.Row is { } row && rows.Of(acts[0]) is var spoken && !spoken.Any(s => RowsBehind.IsNamed(s, row)))
            differences.Add($"row {Rows(spoken)}");
        if (e.Between is { } between && !acts.Any(a => a.At >= between.From && a.At <= between.To))
            differences.Add($"at {string.Join(", ", acts.Select(a => Seconds(a.At)))}");
        if (e.After is { } after && WhyNotAfter(acts[0], after) is { } order)
            differences.Add(order);
        var ended = e.Instance is null ? null : World.Instances.First(i => i.Name == e.Instance).Host.Value;
        if (e.To is { } to && !to.Contains(ended ?? ""))
            differences.Add($"on {ended} in the end");
        return differences.Count == 0 ? null : string.Join(", ", differences);
    }

    string? WhyNotAfter(WorldAct act, string after) =>
        World.Acts.FirstOrDefault(a => IsMeant(a, after, act)) switch
        {
            null => $"without '{after}' before it",
            var earlier when earlier.Order < act.Order => null,
            var later => $"at {Seconds(act.At)}, before '{later}' at {Seconds(later.At)}",
        };

    /// <summary>An act with its subject, an act on the same host, or anything done to an instance.</summary>
    static bool IsMeant(WorldAct act, string text, WorldAct than) =>
        text == act.ToString() || text == act.Instance || (text == act.Kind && act.Host == than.Host);

    string WhatWasDone(string? host, string? instance)
    {
        var about = instance is null ? host : World.Instances.First(i => i.Name == instance).Home.Value;
        var acts = World.Acts
            .Where(a => (host is null || a.Host.Value == host) && (instance is null || a.Instance == instance))
            .Select(a => $"{a} (row {Rows(rows.Of(a))})");
        var holds = Held(about).Select(i => $"held: {i.Hold!.Value.Name()} (row {Rows([i.Row])})");
        return Listed([.. acts, .. holds]);
    }

    string? WhyNot(Expectation.Hold e)
    {
        var held = Held(e.Host).Where(i => i.Hold!.Value.Name() == e.Because).ToList();
        if (held.Count == 0)
            return Held(e.Host) is [] ? WhatWasDone(e.Host, null) : $"held: {Listed(Held(e.Host).Select(i => i.Hold!.Value.Name()))}";
        return e.Row is not { } row || held.Exists(i => RowsBehind.IsNamed(i.Row, row)) ? null : $"row {Rows(held.Select(i => i.Row))}";
    }

    string? WhyNot(Expectation.Alert e)
    {
        var about = AlertsAbout(e.About);
        return about.Exists(a => a.Severity.ToString().Equals(e.Severity, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"told about {e.About}: {Listed(about.Select(a => $"{a.Severity.ToString().ToLowerInvariant()} {a.Type}"))}";
    }

    string? WhyNot(Expectation.Notify e)
    {
        if (AlertsAbout(e.About).TrueForAll(a => a.Severity == AlertSeverity.Ok))
            return $"nobody was told of {e.About}";
        var spoken = rows.About(e.About);
        return e.Row is not { } row || spoken.Any(s => RowsBehind.IsNamed(s, row)) ? null : $"row {Rows(spoken)}";
    }

    string? WhyNot(Expectation.Incidents e)
    {
        var all = simulation.Store.Incidents;
        var counted = e.State is null ? all.Count : all.Count(i => StateName(i.State) == e.State);
        return counted == e.Number ? null : $"{counted}; all: {Listed(all.Select(i => $"{i.Subject} {StateName(i.State)}"))}";
    }

    string? WhyNot(Expectation.End e)
    {
        var instance = World.Instances.First(i => i.Name == e.Instance);
        var state = instance.State.ToString().ToLowerInvariant();
        return (e.Host is null || instance.Host.Value == e.Host) && (e.State is null || state == e.State)
            ? null
            : $"{state} on {instance.Host}";
    }

    List<WorldAct> Acts(string kind, string? host, string? instance) =>
        [.. World.Acts.Where(a => a.Kind == kind && (host is null || a.Host.Value == host) && (instance is null || a.Instance == instance))];

    List<Incident> Held(string? host) =>
        [.. simulation.Store.IncidentVersions.Where(i => i.Hold is not null && (host is null || i.Host.Value == host))];

    List<Alert> AlertsAbout(string subject) =>
        [.. simulation.Store.Alerts.Where(a => a.Key == subject || a.Scope == subject || (a.Scope is null && a.Host.Value == subject)
            || (a.Instance is { } id && World.Instance(id)?.Name == subject))];

    static string StateName(IncidentState state) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());

    static string Seconds(TimeSpan at) => $"{at.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s";

    static string Rows(IEnumerable<string> rows) => Listed(rows.Select(RowsBehind.Short));

    static string Listed(IEnumerable<string> items) => string.Join(", ", items.Distinct()) is { Length: > 0 } text ? text : "nothing";
}
