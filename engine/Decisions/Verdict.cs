using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>What a policy asks for one host, or for one faulty instance on a healthy host, as if nothing were under way.</summary>
public sealed record Verdict
{
    const int NamesMax = 3;

    public required HostName Host { get; init; }

    /// <summary>Null for the host itself.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>Something larger than a host that is told as one, such as <c>rack r7</c>; null for a host or an instance.</summary>
    public string? Scope { get; init; }

    /// <summary>With <see cref="Scope"/>: the rule that tells it; two may tell different things about one rack.</summary>
    internal string? Teller { get; init; }

    /// <summary>For people: the host, or the instance and where it is.</summary>
    public required string Subject { get; init; }

    /// <summary>The row that speaks, <c>table/row</c>; null when none asks for anything now.</summary>
    public string? Row { get; init; }

    /// <summary>How far the plan goes; null when there is none.</summary>
    public PlanStrength? Strength { get; init; }

    /// <summary>The steps of the plan, in order; empty when there is none.</summary>
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];

    /// <summary>Why nothing is done now; null when there is a plan, or nothing to do.</summary>
    public HoldReason? Hold { get; init; }

    /// <summary>The hold in a sentence; empty when it is none.</summary>
    public string Because { get; init; } = "";

    /// <summary>What it comes to as the fault grows older, once no limit, window or switch holds it back.</summary>
    public IReadOnlyList<VerdictAct> InTime { get; init; } = [];

    /// <summary>Why; null when nothing is asked for now.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>What it asks to be done now.</summary>
    public IEnumerable<VerdictAct> Now => Steps.Select(VerdictAct.Of).OfType<VerdictAct>();

    /// <summary>One line: <c>fence h3, evacuate c1 c2</c>, or <c>hold: storm: …</c>, and what follows in time.</summary>
    public string Text
    {
        get
        {
            var later = InTime.Except(Now).ToList();
            return later.Count == 0 ? NowText : $"{NowText}; in time: {Listed(later)}";
        }
    }

    /// <summary>What it is about. An outage is told by the first of its hosts, so that two policies may name another one.</summary>
    internal (HostName Host, InstanceId? Instance, string? Scope, string? Teller) Key => (Scope is null ? Host : default, Instance, Scope, Teller);

    string NowText => Hold is { } reason ? $"hold: {reason.Name()}: {Because}"
        : Now.Any() ? (Steps.Any(s => s.Kind == StepKind.Ask) ? "after a yes: " : "") + Listed(Now)
        : Steps.Any(s => s.Kind == StepKind.Notify) ? "notify"
        : "nothing";

    /// <summary>About the same, that nothing is asked of it.</summary>
    internal static Verdict NothingOf(Verdict other) =>
        new() { Host = other.Host, Instance = other.Instance, Scope = other.Scope, Teller = other.Teller, Subject = other.Subject };

    /// <summary>Asks the same of the same, whichever row and sentence it comes from.</summary>
    public bool AsksTheSameAs(Verdict other) =>
        Strength == other.Strength
        && Hold == other.Hold
        && Steps.Select(s => s.Text).SequenceEqual(other.Steps.Select(s => s.Text))
        && InTime.ToHashSet().SetEquals(other.InTime);

    static string Listed(IEnumerable<VerdictAct> acts) =>
        string.Join(", ", acts.GroupBy(a => a.Kind).Select(g => Listed([.. g.Select(a => a.Text)], g.Key.Name())));

    static string Listed(string[] texts, string kind)
    {
        var names = texts.Take(NamesMax).Select(t => t[(kind.Length + 1)..]);
        return $"{kind} {string.Join(' ', names)}" + (texts.Length > NamesMax ? $" and {texts.Length - NamesMax} more" : "");
    }
}
