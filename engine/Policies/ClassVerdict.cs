namespace PolicyHa.Engine.Policies;

/// <summary>The class an instance was given, and by which line.</summary>
public sealed record ClassVerdict(InstanceClass Class, RuleSource At);
