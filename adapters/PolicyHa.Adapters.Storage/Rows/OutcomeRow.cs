using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>One instance of <c>incident.instances_json</c>.</summary>
sealed record OutcomeRow(string Instance, string Name, string Result, string? Former, string? Host, string Because)
{
    public static OutcomeRow Of(InstanceOutcome outcome) => new(
        outcome.Instance.Value, outcome.Name, StoredWord.Text(outcome.Result), StoredWord.Text(outcome.Former), outcome.Host?.Value,
        outcome.Because);

    public InstanceOutcome ToOutcome() => new(
        new InstanceId(Instance), Name, StoredWord.Read<RecoveryResult>(Result), StoredWord.ReadOrNull<VmState>(Former),
        Host is null ? null : new HostName(Host), Because);
}
