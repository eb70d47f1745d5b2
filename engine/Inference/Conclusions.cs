namespace PolicyHa.Engine.Inference;

/// <summary>Where a rule puts what it derives.</summary>
public sealed class Conclusions
{
    readonly SegmentInference inference;

    internal Conclusions(SegmentInference inference) => this.inference = inference;

    /// <summary>Derives a fact. False when an equal one is there already.</summary>
    /// <param name="support">The facts it rests on, in the order they were matched.</param>
    public bool Add(Fact fact, params ReadOnlySpan<Fact> support) => inference.Conclude(fact, support);

    /// <summary>
    /// The rule could not be evaluated. That never means "false": every host of the segment that one of the facts is about is
    /// held; where there is none, the whole segment.
    /// </summary>
    /// <param name="about">What was matched, and what it was to be matched with.</param>
    public void Fail(ReadOnlySpan<Fact> about, string why) => inference.Fail(about, why);
}
