using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using PolicyHa.Simulation.Scenarios;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Run;

/// <summary>What the histories have put to the test. A gate that never closed has not been tried.</summary>
sealed class Coverage
{
    /// <summary>With so few histories something rare may well be missing.</summary>
    const long EnoughHistories = 5_000;

    /// <summary>These need what a random history does not have, or has too seldom.</summary>
    static readonly string[] NotDrawn =
    [
        $"hold {HoldReason.RuleError.Name()}", $"hold {HoldReason.RuleConflict.Name()}",
        $"hold {HoldReason.Declined.Name()}", $"step {StepKind.Ask.Name()} done",
        "drawn HostStep losescompute", "drawn HostStep forceddown",     // only Nova sees these, and Nova is no observer in histories
    ];

    /// <summary>What operators do, and what comes of it; policies, too.</summary>
    static readonly string[] Switches =
        ["disarmed", "armed", "paused", "resumed", "maintenance", "maintenance-over", "re-admit", "confirmed-dead", "returned", "policy", "policy-waiting", "not-started"];

    readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>What must move in a long run.</summary>
    static IEnumerable<string> Wanted =>
        Enum.GetValues<HoldReason>().Select(h => $"hold {h.Name()}")
            .Concat(Enum.GetValues<StepKind>().Select(k => $"step {k.Name()} done"))
            .Concat(["proofs", "proofs of a level", "proofs of a watchdog", "proofs revoked", "crashes", "incidents closed", "alerts ok"])
            .Concat(["act fence", "act force-down", "act switch-on", "act evacuate", "act live-migrate", "act migrate", "act call", "step call failed", "drawn Service", "act stop", "act start", "act reboot", "act restart-service"])
            .Concat(["act disable", "act enable", "act clear-forced-down"])
            .Concat(Enum.GetValues<PlanStrength>().Select(s => $"plan {s.ToString().ToLowerInvariant()}"))
            .Concat(Switches.Select(s => $"control {s}"))
            .Concat(Enum.GetValues<HostAct>().Select(a => $"drawn HostStep {a.ToString().ToLowerInvariant()}"))
            .Concat(["drawn ReportShutdown", "drawn maintenance of a segment", "drawn maintenance with an end", "drawn drain", "drawn pause of a segment", "drawn pause with an end"])
            .Except(NotDrawn);

    public void Count(Scenario history, Running.Simulation simulation)
    {
        foreach (var name in history.Steps.SelectMany(NamesOf))
            Add($"drawn {name}", 1);
        foreach (var act in simulation.World.Acts)
            Add($"act {act.Kind}", 1);
        foreach (var entry in simulation.Trace.Entries)
        {
            if (entry.Kind == "hold")
                Add($"hold {entry.What}", 1);
            else if (entry is { Kind: "control", What: "crashed" })
                Add("crashes", 1);
            else if (entry.Kind == "control" && Switches.Contains(entry.What))
                Add($"control {entry.What}", 1);
            else if (entry.Kind == "plan")
                Add($"plan {entry.What}", 1);
            else if (entry.Kind == "proof")
                Add(entry.What == "revoked" ? "proofs revoked" : "proofs", 1);
            else if (entry is { Kind: "alert", What: "ok" })
                Add("alerts ok", 1);
        }

        foreach (var step in simulation.Store.Plans.SelectMany(p => p.Steps))
            Add($"step {step.Kind.Name()} {step.State.Name()}", 1);
        Add("proofs of a level", simulation.Store.Incidents.Count(i => i.Proof is ProofOfDeath.LevelReadOffTwice));
        Add("proofs of a watchdog", simulation.Store.Incidents.Count(i => i.Proof is ProofOfDeath.WatchdogElapsed));
        Add("incidents closed", simulation.Store.Incidents.Count(i => !i.IsOpen));
    }

    public void Add(Coverage other)
    {
        foreach (var (what, number) in other.counts)
            Add(what, number);
    }

    /// <returns>Whether something was never put to the test that should have been.</returns>
    public bool Tell(long histories)
    {
        Console.WriteLine();
        foreach (var (what, number) in counts)
            Console.WriteLine(FormattableString.Invariant($"  {what,-36} {number,12:#,0}"));
        var lacking = Wanted.Where(w => counts.GetValueOrDefault(w) == 0).ToList();
        foreach (var what in lacking)
            Console.WriteLine($"  {what,-36} never");
        return lacking.Count > 0 && histories >= EnoughHistories;
    }

    void Add(string what, long number)
    {
        if (number > 0)
            counts[what] = counts.GetValueOrDefault(what) + number;
    }

    static IEnumerable<string> NamesOf(ScenarioStep step) => step switch
    {
        OperatorStep o => NamesOf(o),
        HostStep h => [$"HostStep {h.Act.ToString().ToLowerInvariant()}"],
        _ => [step.GetType().Name],
    };

    static IEnumerable<string> NamesOf(OperatorStep step)
    {
        yield return step.Verb;
        if (step.Scope.Segment is not null)
            yield return $"{step.Verb} of a segment";
        if (step.For is not null)
            yield return $"{step.Verb} with an end";
        if (step.Drain)
            yield return "drain";
    }
}
