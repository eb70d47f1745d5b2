using PolicyHa.Engine.Inference;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>The working space of asking one rule, reused from time to time so that a rule that finds nothing costs no memory.</summary>
sealed class MatchScratch(CelActivation values, int items)
{
    public CelActivation Values => values;

    /// <summary>By item: the fact that it goes on with.</summary>
    public Fact?[] Bound { get; } = new Fact?[items];

    /// <summary>By item: the facts it looks through.</summary>
    public List<Fact>[] Candidates { get; } = [.. Enumerable.Range(0, items).Select(_ => new List<Fact>())];

    public JoinIndex?[] Indexes { get; } = new JoinIndex?[items];

    /// <summary>By item: whether its candidates have been looked up, and whether its index can be used.</summary>
    public bool[] IsCollected { get; } = new bool[items];

    public bool[] IsIndexed { get; } = new bool[items];

    /// <summary>Which minute <c>now</c> was last set to; 0: none yet.</summary>
    public long Minute { get; set; }

    /// <summary>What the match rests on so far.</summary>
    public List<Fact> Support { get; } = [];

    /// <summary>Facts whose condition could not be evaluated, in the walk that is under way.</summary>
    public List<Fact> Doubtful { get; } = [];

    public void Begin()
    {
        Array.Clear(IsCollected);
        Array.Clear(IsIndexed);
        Support.Clear();
        Doubtful.Clear();
    }

    /// <summary>Lets go of the facts, but for the last one of each item: <see cref="Values"/> holds it until the next time.</summary>
    public void End()
    {
        Array.Clear(Bound);
        foreach (var candidates in Candidates)
            candidates.Clear();
        Support.Clear();
    }
}
