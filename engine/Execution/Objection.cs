using PolicyHa.Engine.Decisions;

namespace PolicyHa.Engine.Execution;

/// <summary>Why a step must not begin now: the reason a hold has, and the words.</summary>
public sealed record Objection(HoldReason Reason, string Because);
