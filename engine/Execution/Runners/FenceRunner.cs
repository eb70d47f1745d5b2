using System.Collections.Concurrent;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Turns a host off and proves it: off must be read twice, apart in time, with nothing else read in between. A command that
/// was accepted proves nothing, and neither does a device that does not answer.
/// </summary>
public sealed class FenceRunner(IFencing fencing, ClusterState state, PolicyHolder policies, ExecutionOptions options, TimeProvider clock)
    : IStepRunner
{
    const string AskedAt = ActMarks.AskedAt;
    const string OffAt = "off-read-at";
    const string ResumedAt = ActMarks.ResumedAt;

    /// <summary>When each step's first "off" was read, by a clock that nobody can set: a wall clock that jumps is no time between two reads.</summary>
    readonly ConcurrentDictionary<StepId, long> firstReads = new();

    public StepKind Kind => StepKind.Fence;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var words = DeathWords.On(
            scene.Incident, state.Book.Mark(host), state.Board.LastLifeOf(host), state.Operators, policies.Current.ConfirmDead, scene.Now);
        if (words.Proof is { } vouched)
            return Proven(vouched);

        // Hands off a host that dumps: what it writes is all that will tell why it crashed.
        if (state.Kdump.FreshOf(host, scene.Now) is { } dump)
            return Proven(new ProofOfDeath.KdumpReceived(host, dump.From, dump.FirstAt, dump.LastAt));

        var reading = await fencing.ReadPowerAsync(host, ct);
        return reading.State == PowerState.Off ? WhenOff(scene, reading) : await WhenNotOffAsync(scene, reading, ct);
    }

    StepOutcome WhenOff(StepScene scene, PowerReading reading)
    {
        var memo = scene.Step.Memo;
        if (memo.Time(OffAt) is not { } first || !firstReads.TryGetValue(scene.Step.Id, out var firstRead))
        {
            // Also the first after a restart: how long ago the former process read it, only a wall clock could say.
            firstReads[scene.Step.Id] = clock.GetTimestamp();
            return new StepOutcome.Pending(options.PowerReadGap, memo.With(OffAt, scene.Now));
        }

        var apart = clock.GetElapsedTime(firstRead);
        if (apart < options.PowerReadGap)
            return new StepOutcome.Pending(options.PowerReadGap - apart, memo);
        firstReads.TryRemove(scene.Step.Id, out _);
        var alreadyOff = memo.Time(AskedAt) is null;
        return Proven(new ProofOfDeath.PowerReadOffTwice(scene.Step.Host, reading.Device, first, scene.Now, alreadyOff));
    }

    async Task<StepOutcome> WhenNotOffAsync(StepScene scene, PowerReading reading, CancellationToken ct)
    {
        firstReads.TryRemove(scene.Step.Id, out _);
        var memo = scene.Step.Memo.Without(OffAt);
        var said = $"{reading.Device} says {reading.State.ToString().ToLowerInvariant()}: {reading.Detail}";
        if (scene.TimedOut)
            return new StepOutcome.Failed($"not proven off within {Durations.Text(scene.Step.Timeout)}; {said}", true);
        if (memo.Time(AskedAt) is not null)
            return new StepOutcome.Pending(options.PowerPoll, memo);
        if (scene.Step.Tries == 1 && scene.Age < state.Kdump.WaitFor(scene.Step.Host))
            return new StepOutcome.Pending(options.PowerPoll, memo);   // a crashed kernel takes a while to boot the one that dumps
        if (scene.Resumed)
            memo = memo.With(ResumedAt, scene.Now);
        if (memo.Time(ResumedAt) is { } resumed && scene.Now - resumed < options.AskGrace)
            return new StepOutcome.Pending(options.PowerPoll, memo);   // the former process may have asked: let it show first

        return await fencing.PowerOffAsync(scene.Step.Host, scene.Context, ct) switch
        {
            ActionAnswer.Refused refused => new StepOutcome.Failed($"power-off refused: {refused.Reason}", refused.Retryable),
            _ => new StepOutcome.Pending(options.PowerPoll, memo.With(AskedAt, scene.Now)),
        };
    }

    static StepOutcome.Done Proven(ProofOfDeath proof) => new(proof.Text) { Proof = proof };
}
