using System.Text.Json.Nodes;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

sealed partial class NovaCompute
{
    public async Task<ComputeStanding?> ReadHostAsync(HostName host, CancellationToken ct) =>
        (await reads.ServiceAsync(host, ct))?.Standing;

    public Task<ServicesStanding> ReadServicesAsync(CancellationToken ct) => reads.StandingAsync(ct);

    /// <summary>An evacuation is <c>done</c> when the instance is elsewhere, and <c>completed</c> once its source has cleaned up.</summary>
    public async Task<EvacuationsLeft> ReadEvacuationsLeftAsync(HostName host, CancellationToken ct)
    {
        var all = await records.AllAsync(host, MoveKind.Evacuation, ct);
        return new EvacuationsLeft(
            all.Count(m => m.Status is not ("done" or "completed" or "error" or "failed" or "cancelled")), all.Count(m => m.Status == "done"));
    }

    /// <summary>Nova answers 400 while evacuations are <c>done</c>: that passes when nova-compute has started.</summary>
    public async Task<ActionAnswer> ClearForcedDownAsync(HostName host, ActionContext context, CancellationToken ct)
    {
        var answer = await UpdateAsync(
            host, new JsonObject { ["forced_down"] = false }, $"{host} is still forced down", context, ct);
        return answer is ActionAnswer.Refused refused && refused.Reason.Contains("Unable to force up host", StringComparison.Ordinal)
            ? refused with { Retryable = true }
            : answer;
    }

    public Task<ActionAnswer> DisableAsync(HostName host, string reason, ActionContext context, CancellationToken ct) =>
        UpdateAsync(
            host, new JsonObject { ["status"] = "disabled", ["disabled_reason"] = Cut($"{ComputeHost.OurReason}{reason}") },
            $"{host} is still enabled", context, ct);

    static string Cut(string reason) => reason.Length > ReasonMax ? reason[..ReasonMax] : reason;

    /// <summary>Nova drops the reason by itself, and refuses one that comes along.</summary>
    public Task<ActionAnswer> EnableAsync(HostName host, ActionContext context, CancellationToken ct) =>
        UpdateAsync(host, new JsonObject { ["status"] = "enabled" }, $"{host} is still disabled", context, ct);

    /// <param name="unless">What stays as it was when the service's id cannot be read.</param>
    async Task<ActionAnswer> UpdateAsync(HostName host, JsonObject body, string unless, ActionContext context, CancellationToken ct)
    {
        try
        {
            return await reads.ServiceAsync(host, ct) is { } found
                ? await nova.ActAsync(HttpMethod.Put, $"/os-services/{found.Id}", body, Microversion.Base, context, ct)
                : new ActionAnswer.Refused(NovaReads.Unknown(host), Retryable: false);
        }
        catch (OutsideUnavailableException e)
        {
            return new ActionAnswer.Refused($"{unless}: {e.Message}", Retryable: true);
        }
    }
}
