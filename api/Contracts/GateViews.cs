namespace PolicyHa.Api.Contracts;

/// <summary>A gate that acts must pass.</summary>
/// <param name="Name">The reason that what it holds is held with.</param>
/// <param name="Fails"><c>closed</c>: it holds when it cannot know what it asks for. <c>open</c>: it lets pass.</param>
/// <param name="Holds">What it holds back, and when.</param>
/// <param name="Unknown">When it cannot know.</param>
/// <param name="Holding">What it holds now, by incident.</param>
public sealed record GateView(string Name, string Fails, string Holds, string Unknown, IReadOnlyList<GateHoldView> Holding);

/// <summary>What a gate holds.</summary>
/// <param name="Instance">Null: the host itself.</param>
public sealed record GateHoldView(string Segment, string Host, string? Instance, string Incident, string Because);
