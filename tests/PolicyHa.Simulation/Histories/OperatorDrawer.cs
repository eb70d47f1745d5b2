using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>Draws what operators switch: for a host, a segment or everything, until they end it or for a time.</summary>
sealed class OperatorDrawer(Random random)
{
    static readonly string[] Reasons = ["upgrade", "audit"];

    static readonly string[] Persons = ["alice", "bob"];

    /// <summary>What is switched on, as far as whoever ends it remembers: some of it has ended by itself.</summary>
    readonly List<OperatorStep> on = [];

    /// <param name="offline">A host that may well be off.</param>
    /// <param name="back">A host that may well have come back.</param>
    public OperatorStep Draw(TimeSpan at, ScenarioSegment segment, string host, string offline, string back)
    {
        if (on.Count > 0 && random.Next(3) == 0)
            return End(at);
        switch (random.Next(14))
        {
            case < 3:
                return Begun(new OperatorStep(at, "disarm", "work on the switches", Scope(segment, host, everything: random.Next(2) == 0)));
            case < 6:
                return Begun(new OperatorStep(at, "pause", Reasons[random.Next(Reasons.Length)], Scope(segment, host, everything: random.Next(3) == 0)));
            case < 10:
                return Begun(new OperatorStep(at, "maintenance", "scenario", Scope(segment, host, everything: false)) { Drain = random.Next(2) == 0 });
            case < 12:
                return new OperatorStep(at, "confirm-dead", Persons[random.Next(Persons.Length)], Of(random.Next(4) > 0 ? offline : host));
            default:
                return new OperatorStep(at, "re-admit", "scenario", Of(random.Next(4) > 0 ? back : host));
        }
    }

    OperatorStep Begun(OperatorStep step)
    {
        on.Add(step);
        return random.Next(2) == 0 ? step : step with { For = TimeSpan.FromSeconds(random.Next(5, 600)) };
    }

    OperatorStep End(TimeSpan at)
    {
        var begun = on[random.Next(on.Count)];
        on.Remove(begun);
        return begun.Verb switch
        {
            "disarm" => begun with { At = at, Verb = "arm", Text = "" },
            "pause" => begun with { At = at, Verb = "resume" },
            _ => begun with { At = at, On = false, Drain = false },
        };
    }

    WorkScope Scope(ScenarioSegment segment, string host, bool everything) => everything ? WorkScope.Everything
        : random.Next(3) == 0 ? WorkScope.Of(new SegmentName(segment.Name)) : Of(host);

    static WorkScope Of(string host) => WorkScope.Of(new HostName(host));
}
