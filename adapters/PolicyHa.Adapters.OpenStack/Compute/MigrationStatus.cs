using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Nova's words for how a migration stands (nova/compute/manager.py), in ours.</summary>
static class MigrationStatus
{
    /// <summary>
    /// How a move stands when there may be more than one record of it. A newest record that is done settles it; else
    /// nothing has failed for good while any is under way.
    /// </summary>
    /// <param name="newestFirst">Of one instance.</param>
    public static MoveState Of(IReadOnlyList<Migration> newestFirst)
    {
        var states = newestFirst.Select(m => Of(m.Status)).ToList();
        return states switch
        {
            [] => MoveState.None,
            [(MoveState.Done or MoveState.ToConfirm) and var newest, ..] => newest,
            _ when states.Contains(MoveState.UnderWay) => MoveState.UnderWay,
            _ when states.Contains(MoveState.Done) => MoveState.Done,
            _ => MoveState.Failed,
        };
    }

    /// <summary>
    /// An evacuation is <c>done</c>, and <c>completed</c> once its source has cleaned up; a live migration is
    /// <c>completed</c>. A cold migration is <c>finished</c> when the instance is at its new place, and <c>confirmed</c> when the old
    /// copy is gone; the other way is <c>reverted</c>.
    /// </summary>
    static MoveState Of(string? status) => status switch
    {
        "done" or "completed" or "confirmed" => MoveState.Done,
        "finished" => MoveState.ToConfirm,
        "error" or "failed" or "cancelled" or "reverted" => MoveState.Failed,
        _ => MoveState.UnderWay,
    };
}
