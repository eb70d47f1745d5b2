using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Makes steps with the time limits and tries of their kind.</summary>
static class PlanStepFactory
{
    public static PlanStep New(
        PlanId plan,
        int number,
        StepKind kind,
        HostName host,
        Instance? instance,
        string? argument,
        IReadOnlyList<int> after,
        DecisionOptions options)
    {
        var (timeout, tries) = kind == StepKind.ReserveHost && argument is not null ? OneMoreReserved : LimitsOf(kind, options);
        var said = kind.Action() is { } action ? options.Steps.Of(action) : null;
        var id = StepId.Of(plan, kind, instance?.Id);
        return new PlanStep
        {
            Id = argument is null ? id : new StepId($"{id}/{argument}"),
            Plan = plan,
            Number = number,
            Kind = kind,
            Host = host,
            Instance = instance?.Id,
            InstanceName = instance?.Name,
            Former = instance?.State,
            Argument = argument,
            After = after,
            Timeout = said?.Timeout ?? timeout,
            TriesMax = said?.Tries ?? tries,
            BackOff = said?.BackOff,
        };
    }

    /// <summary>The first reserved host stands ready: evacuations do not wait long for another one.</summary>
    static readonly (TimeSpan, int) OneMoreReserved = (TimeSpan.FromSeconds(30), 3);

    static (TimeSpan Timeout, int Tries) LimitsOf(StepKind kind, DecisionOptions options) => kind switch
    {
        StepKind.Fence => (options.FenceTimeout, options.FenceTriesMax),
        StepKind.Evacuate => (options.EvacuateTimeout, options.EvacuateTriesMax),
        StepKind.LiveMigrate => (options.LiveMigrateTimeout, 1),
        StepKind.Migrate => (options.MigrateTimeout, 1),
        StepKind.Call => (options.CallTimeout, 1),
        StepKind.Stop => (options.StopTimeout, options.RestartTriesMax),
        StepKind.RestartService or StepKind.Start or StepKind.RestartInstance or StepKind.Reboot => (options.RestartTimeout, options.RestartTriesMax),
        StepKind.Wait => (options.GroupReadyTimeout, 1),
        StepKind.Ask => (options.AnswerTimeout, 1),

        // A host that is asked to switch on must be seen to be on before it can have booted and speak against its own proof.
        StepKind.SwitchOn => (TimeSpan.FromSeconds(30), 1),

        // Bookkeeping in Nova after a proven fence: giving up would strand instances, so it is tried for an hour.
        _ => (TimeSpan.FromMinutes(5), 12),
    };
}
