using System.Text.Json.Nodes;
using PolicyHa.Engine;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Acts on Nova. <c>NovaCompute.Moves.cs</c> holds evacuation and migrations.</summary>
sealed partial class NovaCompute(NovaClient nova, NovaReads reads, InstancePicture picture, MoveRecords records) : IComputeControl
{
    /// <summary>Nova's own limit for <c>disabled_reason</c>.</summary>
    const int ReasonMax = 255;

    public async Task<ActionAnswer> ForceDownAsync(
        HostName host, ProofOfDeath proof, ActionContext context, CancellationToken ct)
    {
        Invariant.Holds(proof.Host == host, $"{host} is forced down only on proof of its own death");
        // Both in one call: disabling a dead host that Nova still counts as up waits for its nova-compute for a minute.
        var reason = $"{ComputeHost.OurReason}{context.Incident}: {proof.Text}";
        var body = new JsonObject
        {
            ["status"] = "disabled",
            ["disabled_reason"] = Cut(reason),
            ["forced_down"] = true,
        };
        return await UpdateAsync(host, body, $"{host} was not forced down", context, ct);
    }

    public async Task<bool> IsForcedDownAsync(HostName host, CancellationToken ct) =>
        await reads.ServiceAsync(host, ct) is { ForcedDown: true, Status: "disabled" };

    public Task<IReadOnlyList<Instance>> InstancesOnAsync(HostName host, CancellationToken ct) =>
        reads.InstancesAsync(host, ct);

    public Task<Instance?> ReadInstanceAsync(InstanceId instance, CancellationToken ct) =>
        reads.InstanceAsync(instance, ct);

    public Task<ActionAnswer> StopAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        SwitchAsync(instance, "os-stop", VmState.Stopped, context, ct);

    public Task<ActionAnswer> StartAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        SwitchAsync(instance, "os-start", VmState.Active, context, ct);

    public Task<ActionAnswer> RebootAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        ActOnAsync(instance, "reboot", new JsonObject { ["type"] = "HARD" }, Microversion.Base, context, ct);

    /// <summary>Nova writes an action down, newest first, before it does anything about it; a soft reboot has the same name.</summary>
    public async Task<string?> ReadNewestRebootAsync(InstanceId instance, CancellationToken ct) =>
        (await reads.ActionsAsync(instance, ct)).FirstOrDefault(a => a.Action == "reboot")?.RequestId;

    public async Task<ActionAnswer> SetProtectionAsync(InstanceId instance, ProtectionTag tag, CancellationToken ct)
    {
        // POST merges: the owner's other metadata stays.
        var metadata = new JsonObject { ["HA_Enabled"] = tag.Enabled ? "True" : "False" };
        if (tag.Class is { } name)
            metadata["HA_Class"] = name;
        foreach (var (key, value) in tag.Order)
            metadata[key] = value;
        try
        {
            return await nova.ActAsync(
                HttpMethod.Post,
                $"{PathOf(instance)}/metadata",
                new JsonObject { ["metadata"] = metadata },
                Microversion.Base,
                context: null,
                ct);
        }
        finally
        {
            picture.Changed(instance);
        }
    }

    public async Task<ActionAnswer> ClearProtectionAsync(InstanceId instance, CancellationToken ct)
    {
        try
        {
            var answer = await nova.ActAsync(HttpMethod.Delete, $"{PathOf(instance)}/metadata/{HaWish.Key}", body: null, Microversion.Base, context: null, ct);
            return answer is ActionAnswer.Refused refused && refused.Reason.Contains("Metadata item was not found", StringComparison.Ordinal)
                ? new ActionAnswer.Accepted(null) : answer;
        }
        finally
        {
            picture.Changed(instance);
        }
    }

    /// <summary>
    /// Nova answers 409 to a stop of what is stopped; a look at the instance tells that from another conflict.
    /// </summary>
    async Task<ActionAnswer> SwitchAsync(
        InstanceId instance, string action, VmState wanted, ActionContext context, CancellationToken ct)
    {
        var answer = await ActOnAsync(instance, action, body: null, Microversion.Base, context, ct);
        if (answer is not ActionAnswer.Refused { Retryable: true })
            return answer;
        try
        {
            return await reads.ServerAsync(instance, ct) is { TaskState: null } server
                && InstanceReading.State(server.VmState) == wanted
                    ? new ActionAnswer.Accepted(null)
                    : answer;
        }
        catch (OutsideUnavailableException)
        {
            return answer;
        }
    }

    Task<ActionAnswer> ActOnAsync(
        InstanceId instance,
        string action,
        JsonObject? body,
        Microversion wanted,
        ActionContext? context,
        CancellationToken ct)
    {
        var path = $"{PathOf(instance)}/action";
        return nova.ActAsync(HttpMethod.Post, path, new JsonObject { [action] = body }, wanted, context, ct);
    }

    static string PathOf(InstanceId instance) => $"/servers/{Uri.EscapeDataString(instance.Value)}";
}
