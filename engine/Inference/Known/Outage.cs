using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>Derived: something larger than a host has failed, such as a switch or a zone. It is told once, as one incident.</summary>
/// <param name="Subject">For people and ids: <c>rack r7</c>, <c>zone az1</c>.</param>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Hosts">Hosts it was derived from, in order; the segment of the first one tells it.</param>
public sealed record Outage(string Subject, string Rule, RuleSource At, string Because, IReadOnlyList<HostName> Hosts)
    : Fact(KnownKinds.Outage)
{
    public override string Text => $"Outage({Subject}, {Because})";

    public bool Equals(Outage? other) =>
        other is not null && (Subject, Rule, Because) == (other.Subject, other.Rule, other.Because) && Hosts.SequenceEqual(other.Hosts);

    public override int GetHashCode() => HashCode.Combine(Subject, Rule);
}
