using System.Text.Json.Nodes;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>What persons do by hand; no incident stands behind it.</summary>
sealed partial class NovaCompute
{
    public async Task<IReadOnlyList<string>> ReadMovesUnderWayAsync(InstanceId instance, CancellationToken ct) =>
    [
        .. (await records.OfAsync(instance, ct)).Where(m => MigrationStatus.Of([m]) is MoveState.UnderWay or MoveState.ToConfirm)
            .Select(m => $"{Words(m)} away from {m.SourceCompute}"),
    ];

    public Task<ActionAnswer> ResetStateAsync(InstanceId instance, CancellationToken ct) =>
        ChangeAsync(instance, "os-resetState", new JsonObject { ["state"] = "error" }, ct);

    /// <summary>Nova keeps a reason from 2.73 (Stein) on; an older one refuses it.</summary>
    public Task<ActionAnswer> LockAsync(InstanceId instance, string reason, CancellationToken ct) =>
        ChangeAsync(instance, "lock", new JsonObject { ["locked_reason"] = Cut($"{ComputeHost.OurReason}{reason}") }, ct);

    public Task<ActionAnswer> UnlockAsync(InstanceId instance, CancellationToken ct) => ChangeAsync(instance, "unlock", body: null, ct);

    async Task<ActionAnswer> ChangeAsync(InstanceId instance, string action, JsonObject? body, CancellationToken ct)
    {
        try
        {
            return await ActOnAsync(instance, action, body, Microversion.Base, context: null, ct);
        }
        finally
        {
            picture.Changed(instance);
        }
    }
}
