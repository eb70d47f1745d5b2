using System.Globalization;
using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

sealed partial class NovaCompute
{
    public Task<ActionAnswer> EvacuateAsync(
        InstanceId instance, HostName? target, ProofOfDeath proof, ActionContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(proof);
        // Without a target the key must be absent: Nova refuses a null.
        var body = target is { } host ? new JsonObject { ["host"] = host.Value } : [];
        return ActOnAsync(instance, "evacuate", body, Microversion.RestoringPower, context, ct);
    }

    public Task<ActionAnswer> LiveMigrateAsync(
        InstanceId instance, HostName? target, ActionContext context, CancellationToken ct)
    {
        // Here the key must be there: null leaves the target to the scheduler.
        var body = new JsonObject { ["host"] = target?.Value, ["block_migration"] = "auto" };
        return ActOnAsync(instance, "os-migrateLive", body, Microversion.Base, context, ct);
    }

    public Task<ActionAnswer> MigrateAsync(InstanceId instance, HostName? target, ActionContext context, CancellationToken ct) =>
        ActOnAsync(instance, "migrate", new JsonObject { ["host"] = target?.Value }, Microversion.Base, context, ct);

    public Task<ActionAnswer> ConfirmMigrationAsync(InstanceId instance, ActionContext context, CancellationToken ct) =>
        ActOnAsync(instance, "confirmResize", body: null, Microversion.Base, context, ct);

    public Task<ActionAnswer> AbortLiveMigrationAsync(InstanceId instance, long migration, ActionContext context, CancellationToken ct) => nova.ActAsync(
        HttpMethod.Delete,
        string.Create(CultureInfo.InvariantCulture, $"{PathOf(instance)}/migrations/{migration}"),
        body: null,
        Microversion.Base,
        context,
        ct);

    public async Task<MoveReport> ReadMoveAsync(
        InstanceId instance, HostName source, MoveKind kind, long afterMigration, CancellationToken ct)
    {
        var found = await records.OfAsync(instance, source, kind, afterMigration, ct);
        var state = MigrationStatus.Of(found);
        if (state is MoveState.UnderWay)
            return new(state, found[0].Id, source, VmState.Other, found[0].Status, Words(found[0]));

        // Only after the records, so that a record that says done never meets an older look at the instance.
        var server = await reads.ServerAsync(instance, ct);
        var detail = string.Join("; ", found.Take(1).Select(Words).Append(server?.Fault?.Message).OfType<string>());
        return new(
            state,
            found is [var newest, ..] ? newest.Id : 0,
            server?.Host is { Length: > 0 } host ? new HostName(host) : null,
            server is null ? VmState.Deleted : InstanceReading.State(server.VmState),
            server?.TaskState,
            detail.Length > 0 ? detail : "no migration record")
        {
            Target = found is [{ DestCompute: { Length: > 0 } target }, ..] ? new HostName(target) : null,
        };
    }

    static string Words(Migration migration) =>
        $"migration {migration.Id} {migration.Status}{(migration.DestCompute is { } target ? $" to {target}" : "")}";
}
