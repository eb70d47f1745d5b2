using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Operating;

/// <summary>Rule files that were not taken.</summary>
/// <param name="Load">With everything that is wrong.</param>
sealed record PolicyRefusal(DateTimeOffset At, PolicyLoad Load);
