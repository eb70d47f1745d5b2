using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// What the rules hold true of one host, stage by stage. While the host is looked at again the former facts stay beside the new
/// ones, so that it can be seen what changed.
/// </summary>
sealed class HostCell(int stages)
{
    /// <summary>How many facts there were at the end of each stage; the given ones come before the first.</summary>
    readonly int[] ends = new int[stages];

    FactStack facts;
    FactStack former;
    int given;

    /// <summary>So many facts are known to be as before.</summary>
    int alike;

    /// <summary>What it was made of.</summary>
    public HostView? View { get; set; }

    public ref readonly FactStack Facts => ref facts;

    /// <summary>The first stage that is not yet worked through; <see cref="Whole"/> when none is left.</summary>
    public int Stage { get; private set; } = Whole;

    /// <summary>At least the kinds of all its facts.</summary>
    public FactKinds Kinds { get; private set; }

    public const int Whole = int.MaxValue;

    public bool IsOpen => Stage != Whole;

    /// <summary>Begins again, with nothing known.</summary>
    public void Reopen()
    {
        Keep();
        facts.CutTo(0);
        Kinds = FactKinds.None;
        Stage = 0;
    }

    /// <summary>Begins again at a stage: what was derived before it stays.</summary>
    public void ReopenAt(int stage)
    {
        Keep();
        facts.CutTo(EndOf(stage - 1));
        Stage = stage;
    }

    public void Give(Fact fact)
    {
        Add(FactEntry.Given(fact));
        given = facts.Count;
    }

    public void Add(in FactEntry entry)
    {
        facts.Add(entry);
        Kinds |= FactKinds.Of(entry.Fact.Kind);
    }

    public void EndStage(int stage)
    {
        ends[stage] = facts.Count;
        Stage = stage + 1;
    }

    public void Close()
    {
        Stage = Whole;
        former.CutTo(0);
    }

    /// <summary>The given fact of the host itself, as it was when the host was last looked at.</summary>
    public HostState? FormerState => former.Count > 0 ? (HostState)former.Span[0].Fact : null;

    /// <summary>The same as it is now, where nothing else was given.</summary>
    public HostState? OnlyGiven => given == 1 && facts.Count > 0 ? (HostState)facts.Span[0].Fact : null;

    /// <summary>Kinds whose facts differ from before, seen up to the end of a stage. May name a kind too many, never one too few.</summary>
    public FactKinds ChangedUpTo(int stage)
    {
        var now = UpTo(stage);
        var before = former.Span;
        var changed = FactKinds.None;
        while (alike < now.Length && alike < before.Length && now[alike].Fact.Equals(before[alike].Fact))
            alike++;
        foreach (ref readonly var entry in now[alike..])
            changed |= FactKinds.Of(entry.Fact.Kind);
        foreach (ref readonly var entry in before[alike..])
            changed |= FactKinds.Of(entry.Fact.Kind);
        return changed;
    }

    /// <summary>What was known at the end of a stage.</summary>
    public ReadOnlySpan<FactEntry> UpTo(int stage) => facts.Span[..EndOf(stage)];

    int EndOf(int stage) => stage < 0 ? given : ends[stage];

    void Keep()
    {
        if (IsOpen)
            return;
        (former, facts) = (facts, former);
        alike = 0;
        facts.CutTo(0);
        foreach (ref readonly var entry in former.Span)
            facts.Add(entry);
    }
}
