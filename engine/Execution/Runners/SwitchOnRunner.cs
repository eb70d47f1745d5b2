using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Switches a fenced host on again, by the devices that proved it off. It fails nobody: the host is proven off and its instances are
/// elsewhere, so that it stays off is only told.
/// </summary>
public sealed class SwitchOnRunner(IFencing fencing, IComputeControl compute, ExecutionOptions options) : IStepRunner
{
    public StepKind Kind => StepKind.SwitchOn;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        if (ProvenLevel.Of(scene.Proof, fencing.TopologyOf(host)) is not { } level)
            return Stays("no device there is now has proven it off");
        if (level.Devices.FirstOrDefault(d => d.OnlyOff) is { } onlyOff)
            return Stays($"{onlyOff.Name} can only switch off, so reboot becomes off");
        var memo = scene.Resumed ? scene.Step.Memo.With(ActMarks.ResumedAt, scene.Now) : scene.Step.Memo;
        if (ActMarks.AreIn(memo) && await SeenAsync(scene, level, memo, ct) is { } seen)
            return seen;
        if (options.PowerOnAfter - (scene.Now - scene.Proof.ProvenAt) is var rest && rest > TimeSpan.Zero && rest <= options.PowerOnAfter)
            return new StepOutcome.Pending(rest, memo);
        try
        {
            // Nova must count it as down before it lives again: its nova-compute would take up what it ran before.
            if (!await compute.IsForcedDownAsync(host, ct))
                return Stays("Nova does not have it forced down");
        }
        catch (OutsideUnavailableException e)
        {
            return scene.TimedOut ? Stays(e.Message) : new StepOutcome.Pending(options.MovePoll, memo);
        }

        return await AskAsync(scene, level, memo, ct);
    }

    /// <summary>All its supplies at once; they have all been off.</summary>
    async Task<StepOutcome> AskAsync(StepScene scene, FenceLevel level, IReadOnlyDictionary<string, string> memo, CancellationToken ct)
    {
        var answers = await Task.WhenAll(level.Devices.Select(
            d => scene.AskAsync("power-on", fencing.PowerOnAsync(scene.Step.Host, d.Name, scene.Context, ct), $"by {d.Name}")));
        return answers.All(a => a is ActionAnswer.Refused)
            ? Stays($"switching on was refused: {((ActionAnswer.Refused)answers[0]).Reason}")
            : new StepOutcome.Pending(options.PowerPoll, memo.With(ActMarks.AskedAt, scene.Now));
    }

    /// <summary>Null: it is not on, and may be asked (again): the former process may have asked, but by now that would show.</summary>
    async Task<StepOutcome?> SeenAsync(StepScene scene, FenceLevel level, IReadOnlyDictionary<string, string> memo, CancellationToken ct)
    {
        var reading = await LevelReading.OfAsync(fencing, scene.Step.Host, [level], ct);
        if (reading.AllOn)
            return new StepOutcome.Done($"{string.Join(" and ", reading.Names)} switched it on");
        if (scene.TimedOut)
        {
            var notOn = $"not on within {Durations.Text(scene.Step.Timeout)}: {reading.NotOnSaid}";
            return reading.AnyOn ? new StepOutcome.Done($"switched on in part; {notOn}") : Stays(notOn);
        }

        var waits = reading.AnyOn || memo.ContainsKey(ActMarks.AskedAt) || scene.Now - memo.Time(ActMarks.ResumedAt) < options.AskGrace;
        return waits ? new StepOutcome.Pending(options.PowerPoll, memo) : null;
    }

    static StepOutcome.Skipped Stays(string because) => new($"it stays off: {because}");
}
