using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// A policy and what its rules make of the segment. All that begins, begins under the law in force; a plan that an earlier policy made
/// is judged by its own record, and finishes.
/// </summary>
public sealed record Law(RecoveryPolicy Policy, Beliefs Beliefs);
