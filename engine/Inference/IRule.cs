using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// Reads facts and yields facts. It does not call, log, wait or look at the clock; time is part of the facts. It yields in
/// a stable order: traces must not differ between runs.
/// </summary>
public interface IRule
{
    /// <summary>Kebab-case and permanent: it appears in audit records.</summary>
    string Name { get; }

    RuleSource Source { get; }

    /// <summary>Rules of a lower stratum are finished before this one starts, so it may ask for the absence of what they derive.</summary>
    int Stratum { get; }

    /// <summary>What the rule concludes, each with the facts that support it. Facts it yielded before may be yielded again.</summary>
    IEnumerable<Conclusion> Derive(FactSet facts);
}
