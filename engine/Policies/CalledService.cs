namespace PolicyHa.Engine.Policies;

/// <summary>A service that a policy hands recoveries over to, and where it says so.</summary>
public sealed record CalledService(string Name, RuleSource At);
