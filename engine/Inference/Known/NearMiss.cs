using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Inference.Known;

/// <summary>A row that nearly matched, and the first cell that did not.</summary>
public sealed record NearMiss(string Row, RuleSource At, string Column, string Wanted, string Was);
