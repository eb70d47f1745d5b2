namespace PolicyHa.Api.Contracts;

/// <summary>What became of the events of one request.</summary>
/// <param name="Events">In the order of the request.</param>
public sealed record EventsAnswer(int Taken, int Refused, IReadOnlyList<EventOutcome> Events);

/// <summary>What became of one event.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Outcome"><c>taken</c>, <c>informational</c> (no health signal), or <c>refused</c>.</param>
/// <param name="Reason">Why it was refused, kebab-case.</param>
/// <param name="Detail">What exactly is wrong.</param>
public sealed record EventOutcome(int Index, string Outcome, string? Reason, string? Detail);
