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
    /// The rule could not be evaluated. That never means "false": the host the matched fact is about is held; without a host,
    /// the whole segment.
    /// </summary>
    public void Fail(Fact? about, string why) => inference.Fail(about, why);
}
