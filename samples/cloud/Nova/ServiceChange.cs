using System.Text.Json.Nodes;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>What one <c>PUT /os-services/{uuid}</c> asks for; status and forced_down may come together.</summary>
internal sealed record ServiceChange(bool? Disabled, string? Reason, bool? ForcedDown)
{
    public static ServiceChange Read(JsonObject body)
    {
        Schema.OnlyKeys(body, null, "status", "disabled_reason", "forced_down");
        var disabled = Status(body);
        var reason = Reasoned(body);
        if (reason is not null && disabled is not true)
        {
            throw NovaFault.BadRequest("Specifying disabled_reason requires status of 'disabled'.");
        }

        var forcedDown = body.ContainsKey("forced_down") ? Schema.Flag(body, "", "forced_down") : (bool?)null;
        return disabled is null && forcedDown is null
            ? throw NovaFault.BadRequest(
                "No updates were requested. Fields 'status' or 'forced_down' should be specified.")
            : new ServiceChange(disabled, reason, forcedDown);
    }

    /// <returns>How long the answer takes: disabling tells nova-compute, and one that is dead while it still counts as
    /// up is waited for.</returns>
    public TimeSpan Apply(CloudWorld world, ComputeHost host, CallerMark mark)
    {
        if (ForcedDown is { } down)
        {
            Force(world, host, down, mark);
        }

        if (Disabled is not { } disabled)
        {
            return TimeSpan.Zero;
        }

        host.Service.Disabled = disabled;
        host.Service.DisabledReason = disabled ? Reason : null;
        host.Service.UpdatedAt = world.Now;
        world.Audit.Add(world.Now, disabled ? AuditKind.ServiceDisabled : AuditKind.ServiceEnabled, host, null,
            disabled ? $"{host} disabled: {Reason ?? "no reason"}" : $"{host} enabled", mark);
        if (!world.CountsAsUp(host))
        {
            return TimeSpan.Zero;
        }

        if (!host.ComputeAnswers)
        {
            return world.Options.RpcResponseTimeout;
        }

        host.Service.HiddenFromScheduler = disabled;
        return TimeSpan.Zero;
    }

    static void Force(CloudWorld world, ComputeHost host, bool down, CallerMark mark)
    {
        if (!down && world.Migrations.Any(m =>
            m is { Type: Migration.TypeEvacuation, Status: "done" } && m.Source == host))
        {
            throw NovaFault.BadRequest(
                $"Unable to force up host {host} as `done` evacuation migration records remain associated with the "
                + "host. Ensure the compute service has been restarted, allowing these records to move to `completed` "
                + "before retrying this request.");
        }

        host.Service.ForcedDown = down;
        host.Service.UpdatedAt = world.Now;
        world.Audit.Add(world.Now, down ? AuditKind.ForcedDown : AuditKind.ForcedDownCleared, host, null,
            down ? $"{host} forced down" : $"{host} no longer forced down", mark);
        if (down && host.PowerOn)
        {
            world.Audit.Add(world.Now, AuditKind.ForcedDownBeforePowerOff, host, null,
                $"{host} forced down while its power is on", mark);
        }
    }

    static bool? Status(JsonObject body)
    {
        if (!body.TryGetPropertyValue("status", out var node))
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var status) && status is "enabled" or "disabled"
            ? status is "disabled"
            : throw Schema.Invalid("status", node, $"{PythonText.Repr(node)} is not one of ['enabled', 'disabled']");
    }

    static string? Reasoned(JsonObject body)
    {
        if (!body.TryGetPropertyValue("disabled_reason", out var node))
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var reason) && reason.Length is > 0 and <= 255
            ? reason
            : throw Schema.Invalid("disabled_reason", node,
                $"{PythonText.Repr(node)} is not a string of 1 to 255 characters");
    }
}
