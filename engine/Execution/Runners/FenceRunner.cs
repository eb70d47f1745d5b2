using System.Collections.Concurrent;
using System.Collections.Frozen;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Turns a host off and proves it, level by level: all devices of a level must read off twice, apart in time, with nothing else read
/// in between. A command that was accepted proves nothing, and neither does a device that does not answer. Before a try asks for anything Nova is
/// looked at: while nothing could be evacuated, nothing is switched off.
/// </summary>
/// <param name="whyNoLongerAsked">Why a plan's fence is not asked for any more; null: it is. See <see cref="ActGuard.WhyNoLongerAsked"/>.</param>
public sealed class FenceRunner(
    IFencing fencing,
    ClusterState state,
    PolicyHolder policies,
    Func<RecoveryPlan, string?> whyNoLongerAsked,
    CloudCheck cloud,
    ExecutionOptions options,
    TimeProvider clock) : IStepRunner
{
    const string AskedAt = ActMarks.AskedAt;
    const string OffAt = "off-read-at";
    const string ResumedAt = ActMarks.ResumedAt;

    /// <summary>Why nothing is asked of the devices yet, though the host is not off: the name of the reason.</summary>
    const string HeldFor = "held-for";

    /// <summary>Whether a fence is asked for has been looked at before its step began: not again within this time. 1 s.</summary>
    static readonly TimeSpan JustDecided = TimeSpan.FromSeconds(1);

    /// <summary>What the record of a fence keeps that only a person can prove.</summary>
    static readonly FrozenDictionary<string, string> ForPerson = new Dictionary<string, string> { [PlanStep.NeedsPersonKey] = "true" }.ToFrozenDictionary();

    /// <summary>When each step's first "off" was read, by a clock that nobody can set: a wall clock that jumps is no time between two reads.</summary>
    readonly ConcurrentDictionary<StepId, long> firstReads = new();

    readonly WatchdogWait watchdog = new(fencing, state, clock);

    public StepKind Kind => StepKind.Fence;

    public async Task<StepOutcome> RunAsync(StepScene scene, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var words = DeathWords.On(
            scene.Incident, state.Book.Mark(host), state.Board.LastLifeOf(host), state.Operators, policies.Current.ConfirmDead, scene.Now);
        if (words.Proof is { } vouched)
            return Proven(vouched);

        // Hands off a host that dumps: what it writes is all that will tell why it crashed.
        if (state.Kdump.FreshOf(host, clock) is { } dump)
            return Proven(new ProofOfDeath.KdumpReceived(host, dump.From, dump.FirstAt, dump.LastAt));

        // It has waited, for a dump or a watchdog, and nothing has been asked of any device yet.
        var isUntouched = !scene.Resumed && !ActMarks.AreIn(scene.Step.Memo);
        if (isUntouched && scene.Age > JustDecided && whyNoLongerAsked(scene.Plan) is { } why)
        {
            watchdog.Forget(scene);
            return new StepOutcome.Failed(why, true);
        }

        var topology = fencing.TopologyOf(host);
        if (topology.Watchdog is null)
            return await TryDevicesAsync(scene, topology, ct);
        watchdog.Asked(scene);
        var outcome = WatchdogWait.IsUnderWay(scene)
            ? await watchdog.GoOnAsync(scene, topology, topology.Watchdog, ct)
            : await TryDevicesAsync(scene, topology, ct);
        if (outcome is StepOutcome.Failed failed && !WatchdogWait.IsUnderWay(scene))
            outcome = await watchdog.BeginAsync(scene, topology, topology.Watchdog, failed, ct);
        if (outcome is not StepOutcome.Pending)
            watchdog.Forget(scene);
        return outcome;
    }

    async Task<StepOutcome> TryDevicesAsync(StepScene scene, FenceTopology topology, CancellationToken ct)
    {
        if (topology.HasDevices)
            return await TryLevelAsync(scene, new FenceLadder(topology, scene), ct);
        if (!topology.ByPerson)
            return new StepOutcome.Failed($"no fencing device is configured for {scene.Step.Host}", false);
        return AwaitsDump(scene)
            ? new StepOutcome.Pending(options.PowerPoll, scene.Step.Memo)
            : new StepOutcome.Failed("nothing but a person switches it off: do it by hand, then vouch for it", false) { Keeps = ForPerson };
    }

    async Task<StepOutcome> TryLevelAsync(StepScene scene, FenceLadder ladder, CancellationToken ct)
    {
        if (ladder.Level.WhyUseless is { } useless)
            return ladder.Failed(scene.Step.Memo, useless, retryable: true);
        if (MayAskNow(scene, ladder))
            cloud.Look();                                           // beside the devices: a Nova that is well costs no time
        var reading = await LevelReading.OfAsync(fencing, scene.Step.Host, [ladder.Level], ct);
        if (!reading.AllOff)
        {
            return MayAskNow(scene, ladder) && await cloud.ObjectionAsync(scene, ct) is { } held
                ? WhenHeld(scene, held) : await WhenNotOffAsync(scene, ladder, reading, ct);
        }

        // A device of an earlier level that says on contradicts: this level may be wired to another machine.
        var earlier = await LevelReading.OfAsync(fencing, scene.Step.Host, ladder.Earlier, ct);
        return earlier.HostOn is { } contradiction ? WhenContradicted(scene, ladder, contradiction) : WhenOff(scene, ladder, reading);
    }

    StepOutcome WhenOff(StepScene scene, FenceLadder ladder, LevelReading reading)
    {
        var memo = scene.Step.Memo;
        var gap = ladder.Level.ReadGap(options.PowerReadGap);
        if (memo.Time(OffAt) is not { } first || !firstReads.TryGetValue(scene.Step.Id, out var firstRead))
        {
            // Also the first after a restart: how long ago the former process read it, only a wall clock could say.
            firstReads[scene.Step.Id] = clock.GetTimestamp();
            return new StepOutcome.Pending(WhileOff(gap), memo.With(OffAt, scene.Now));
        }

        var apart = clock.GetElapsedTime(firstRead);
        if (apart < gap)
            return new StepOutcome.Pending(WhileOff(gap - apart), memo);
        firstReads.TryRemove(scene.Step.Id, out _);
        var alreadyOff = memo.Time(AskedAt) is null;
        return Proven(ladder.Topology.IsOneDevice
            ? new ProofOfDeath.PowerReadOffTwice(scene.Step.Host, reading.Names[0], first, scene.Now, alreadyOff)
            : new ProofOfDeath.LevelReadOffTwice(
                scene.Step.Host, ladder.Level.Number, reading.Names, ladder.Level.Missing, first, scene.Now, alreadyOff));
    }

    /// <summary>A long gap is read through: what shows on in it proves nothing.</summary>
    TimeSpan WhileOff(TimeSpan left) => left < options.PowerReadGap ? left : options.PowerReadGap;

    StepOutcome WhenContradicted(StepScene scene, FenceLadder ladder, string contradiction)
    {
        firstReads.TryRemove(scene.Step.Id, out _);
        var memo = scene.Step.Memo.Without(OffAt);
        return ladder.IsOver
            ? ladder.Failed(memo, $"all its devices say off, and {contradiction}", retryable: true)
            : new StepOutcome.Pending(options.PowerPoll, memo);
    }

    async Task<StepOutcome> WhenNotOffAsync(StepScene scene, FenceLadder ladder, LevelReading reading, CancellationToken ct)
    {
        firstReads.TryRemove(scene.Step.Id, out _);
        var memo = scene.Step.Memo.Without(OffAt);
        if (memo.ContainsKey(HeldFor) && MayAskNow(scene, ladder))
            return GoesOn(scene, ladder.Level, memo);
        if (ladder.IsOver)
            return ladder.Failed(memo, $"not proven off{(ladder.IsLast ? $" within {Durations.Text(scene.Step.Timeout)}" : "")}; {reading.Said}", true);
        var toAsk = reading.NotOff.Where(d => !memo.ContainsKey(AskedKey(d))).ToList();
        if (toAsk.Count == 0)
            return new StepOutcome.Pending(options.PowerPoll, memo);
        if (AwaitsDump(scene) || ladder.IsDelayed)
            return new StepOutcome.Pending(options.PowerPoll, memo);
        if (scene.Resumed)
            memo = memo.With(ResumedAt, scene.Now);
        return AwaitsTraces(scene) ? new StepOutcome.Pending(options.PowerPoll, memo) : await AskAsync(scene, ladder, toAsk, memo, ct);
    }

    /// <summary>Nothing has been asked of a device in this try as far as is known, and it is time.</summary>
    bool MayAskNow(StepScene scene, FenceLadder ladder) =>
        !scene.Step.Memo.ContainsKey(AskedAt) && !ladder.IsDelayed && !AwaitsDump(scene) && !AwaitsTraces(scene);

    /// <summary>A crashed kernel takes a while to boot the one that dumps.</summary>
    bool AwaitsDump(StepScene scene) => scene.Step.Tries == 1 && scene.Age < state.Kdump.WaitFor(scene.Step.Host);

    /// <summary>The former process may have asked: that shows first. One that was held has not.</summary>
    bool AwaitsTraces(StepScene scene) => !scene.Step.Memo.ContainsKey(HeldFor)
        && (scene.Resumed || (scene.Step.Memo.Time(ResumedAt) is { } resumed && scene.Now - resumed < options.AskGrace));

    /// <summary>Nothing is asked of the devices. They are read on: a host that is off by itself is proven off all the same.</summary>
    StepOutcome WhenHeld(StepScene scene, Objection objection)
    {
        firstReads.TryRemove(scene.Step.Id, out _);
        var text = $"nothing is asked of its devices ({objection.Reason.Name()}): {objection.Because}";
        if (scene.TimedOut)
            return new StepOutcome.Failed(text, true);
        var memo = scene.Step.Memo.Without(OffAt);
        return memo.GetValueOrDefault(HeldFor) == objection.Reason.Name()
            ? new StepOutcome.Pending(options.MovePoll, memo)
            : new StepOutcome.Pending(options.MovePoll, memo.With(HeldFor, objection.Reason.Name())) { Line = ("held", $"waits: {text}") };
    }

    /// <summary>The time of the wait is not taken from the level's share.</summary>
    static StepOutcome.Pending GoesOn(StepScene scene, FenceLevel level, IReadOnlyDictionary<string, string> memo) =>
        new(TimeSpan.Zero, FenceLadder.BackTo(level, memo.Without(HeldFor), scene.Now))
        {
            Line = ("resumed", "goes on: Nova is as it should be"),
        };

    /// <summary>All at once: supplies that go off one by one may let the host survive between two of them.</summary>
    async Task<StepOutcome> AskAsync(
        StepScene scene, FenceLadder ladder, IReadOnlyList<FenceDevice> devices, IReadOnlyDictionary<string, string> memo, CancellationToken ct)
    {
        var answers = await Task.WhenAll(devices.Select(
            d => scene.AskAsync("power-off", fencing.PowerOffAsync(scene.Step.Host, d.Name, scene.Context, ct), $"by {d.Name}")));
        foreach (var (device, answer) in devices.Zip(answers))
        {
            if (answer is not ActionAnswer.Refused)
                memo = memo.With(AskedAt, scene.Now).With(AskedKey(device), scene.Now);
        }

        return answers.OfType<ActionAnswer.Refused>().FirstOrDefault() is { } refused
            ? ladder.Failed(memo, $"power-off refused: {refused.Reason}", refused.Retryable)
            : new StepOutcome.Pending(options.PowerPoll, memo);
    }

    static string AskedKey(FenceDevice device) => $"{AskedAt} {device.Name}";

    static StepOutcome.Done Proven(ProofOfDeath proof) => new(proof.Text) { Proof = proof };
}
