using System.Text.Json;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Plans;

/// <summary>The words for step kinds and states in traces, the API and the store.</summary>
public static class StepNames
{
    static readonly string[] Kinds =
        [.. Enum.GetNames<StepKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    static readonly string[] States =
        [.. Enum.GetNames<StepState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>For example <c>force-down</c>.</summary>
    public static string Name(this StepKind kind) => Kinds[(int)kind];

    /// <summary>The action of a rule file that the step carries out; null where it is only a part of one.</summary>
    public static RecoveryAction? Action(this StepKind kind) => kind switch
    {
        StepKind.Ask => RecoveryAction.Ask,
        StepKind.RestartService => RecoveryAction.RestartService,
        StepKind.RestartInstance => RecoveryAction.Restart,
        StepKind.Reboot => RecoveryAction.Reboot,
        StepKind.LiveMigrate => RecoveryAction.LiveMigrate,
        StepKind.Migrate => RecoveryAction.Migrate,
        StepKind.Stop => RecoveryAction.Stop,
        StepKind.Start => RecoveryAction.Start,
        StepKind.Call => RecoveryAction.Call,
        StepKind.Fence => RecoveryAction.Fence,
        StepKind.Evacuate => RecoveryAction.Evacuate,
        _ => null,
    };

    /// <summary>For example <c>started</c>.</summary>
    public static string Name(this StepState state) => States[(int)state];
}
