using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Ports;

/// <summary>What another service is asked to recover.</summary>
/// <param name="Key">The same for the same try, after a crash too: it names the recovery.</param>
/// <param name="Instance">Null: the host and what is on it.</param>
/// <param name="Row">The row that asks for it, <c>table/row</c>.</param>
public sealed record ExternalCall(
    string Key, ActionContext Context, HostName Host, InstanceId? Instance, string? InstanceName, string Row)
{
    /// <summary>The key of the present try of a step.</summary>
    public static string KeyOf(PlanStep step) => $"{step.Id}#{step.Tries}";
}
