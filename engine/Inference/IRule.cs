using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference;

/// <summary>
/// Reads facts and derives facts. It does not call, log, wait or look at the clock; time is part of the facts. It derives in
/// a stable order: traces must not differ between runs. One instance serves many segments at once: it keeps nothing between calls.
/// </summary>
public interface IRule
{
    /// <summary>Kebab-case and permanent: it appears in audit records.</summary>
    string Name { get; }

    RuleSource Source { get; }

    /// <summary>
    /// How far it looks. A rule of scope host is asked for each host and sees the facts of that host only, and wider ones; a
    /// wider rule is asked once and sees the facts of all hosts.
    /// </summary>
    FactScope Scope { get; }

    /// <summary>Kinds it looks at: it is asked again when one of these changes.</summary>
    FactKinds Reads { get; }

    /// <summary>
    /// Those of <see cref="Reads"/> that must be complete before it is asked, because it asks for their absence or their number.
    /// </summary>
    FactKinds Awaits { get; }

    /// <summary>
    /// Those of <see cref="Reads"/> without a fact of which it derives nothing: it is not even asked while one of them is missing.
    /// </summary>
    FactKinds Needs => FactKinds.None;

    /// <summary>Kinds it may derive. A rule of scope host derives facts about the host it is asked for, no others.</summary>
    FactKinds Derives { get; }

    /// <summary>Derives what follows. What was derived before may be derived again.</summary>
    void Derive(FactView facts, Conclusions conclusions);

    /// <summary>
    /// For explanations: why it derives nothing from these facts, such as <c>h.maintenance is false</c>. Null when it does
    /// derive something, or is not worth telling about.
    /// </summary>
    string? WhyNot(FactView facts) => null;
}
