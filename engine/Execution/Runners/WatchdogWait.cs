using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// What is left when no device proves a host off: its watchdog, armed when contact was lost, has reset it once nobody has heard of it for
/// long enough. Every sign of life begins the wait anew, and so do a restart of the service and a change of owner: nobody knows what
/// was not heard meanwhile. A device that answers ends it.
/// </summary>
sealed class WatchdogWait(IFencing fencing, ClusterState state, TimeProvider clock)
{
    const string SinceKey = "watchdog-since";
    const string DevicesKey = "devices-failed";

    /// <summary>How often devices are asked meanwhile: one may answer again. 5 s.</summary>
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>A host that is heard of again and again is not off, and its operators should know: so many bounds are waited for. 2.</summary>
    const int BoundsMax = 2;

    /// <summary>When each fence was first run in this process under its lease, by a clock that nobody can set.</summary>
    readonly ConcurrentDictionary<StepId, (long Epoch, int Try, long At)> asked = new();

    /// <summary>Since when we are known to hear: while events were missing a sign of life may have been among them.</summary>
    readonly ConcurrentDictionary<StepId, long> hearingSince = new();

    /// <summary>
    /// Since when the host is seen to be without contact, by the same clock, and which loss of it that is: its agent does not begin to look
    /// before. A fence may have been asked for earlier, for another reason.
    /// </summary>
    readonly ConcurrentDictionary<StepId, (DateTimeOffset? Loss, long At)> cutOff = new();

    public static bool IsUnderWay(StepScene scene) => scene.Step.Memo.ContainsKey(SinceKey);

    /// <summary>The fence is run: from here on silence counts.</summary>
    public void Asked(StepScene scene)
    {
        asked.AddOrUpdate(
            scene.Step.Id,
            _ => Now(scene),
            (_, known) => (known.Epoch, known.Try) == (scene.Context.Epoch, scene.Step.Tries) ? known : Now(scene));
        var contact = state.Board.SignalsOf(scene.Step.Host)[Signal.AdminNetwork];
        var isKnown = cutOff.TryGetValue(scene.Step.Id, out var known) && known.Loss == contact.ChangedAt;
        if (contact.Status == SignalStatus.Down && !isKnown)
            cutOff[scene.Step.Id] = (contact.ChangedAt, clock.GetTimestamp());
    }

    /// <summary>The fence, or this try of it, is over.</summary>
    public void Forget(StepScene scene)
    {
        asked.TryRemove(scene.Step.Id, out _);
        hearingSince.TryRemove(scene.Step.Id, out _);
        cutOff.TryRemove(scene.Step.Id, out _);
    }

    /// <summary>The devices have failed: the watchdog is waited for if it may prove anything.</summary>
    public async Task<StepOutcome> BeginAsync(
        StepScene scene, FenceTopology topology, FenceWatchdog watchdog, StepOutcome.Failed devices, CancellationToken ct)
    {
        var reading = await LevelReading.OfAsync(fencing, scene.Step.Host, topology.Levels, ct);
        if (WhyUseless(scene.Step.Host, reading) is { } useless)
            return devices with { Reason = $"{devices.Reason}; its watchdog proves nothing: {useless}" };
        var word = state.Watchdogs.WordOf(scene.Step.Host)!;
        return new StepOutcome.Pending(TimeSpan.Zero, scene.Step.Memo.With(SinceKey, scene.Now).With(DevicesKey, devices.Reason))
        {
            Line = ("watchdog-awaited", $"waits for its watchdog, for no device proves it off: {devices.Reason}; it is armed (told at {word.ReceivedAt:HH:mm:ss}), lasts "
                + $"{Durations.Text(word.Timeout)}, and has reset it after {Durations.Text(watchdog.BoundFor(word.Timeout))} without a sign of life"),
        };
    }

    public async Task<StepOutcome> GoOnAsync(StepScene scene, FenceTopology topology, FenceWatchdog watchdog, CancellationToken ct)
    {
        var host = scene.Step.Host;
        var reading = await LevelReading.OfAsync(fencing, host, topology.Levels, ct);
        if (topology.Levels.FirstOrDefault(l => l.WhyUseless is null && reading.Of(l).AllOff) is { } level && !reading.AnyOn)
            return BackTo(scene, level);
        if (WhyUseless(host, reading) is { } useless)
            return new StepOutcome.Failed($"{scene.Step.Memo[DevicesKey]}; its watchdog proves nothing any more: {useless}", true);
        var word = state.Watchdogs.WordOf(host)!;
        var bound = watchdog.BoundFor(word.Timeout);
        var left = bound - SilentFor(scene, out var waited);
        if (left <= TimeSpan.Zero)
            return Proven(scene, word, bound);
        return waited > bound * BoundsMax
            ? new StepOutcome.Failed($"{scene.Step.Memo[DevicesKey]}; it is heard of again and again: its watchdog has not reset it", true)
            : new StepOutcome.Pending(left < Poll ? left : Poll, scene.Step.Memo);
    }

    /// <summary>
    /// Why no length of silence proves the host off; null when it may. The network its agent tells over must be agreed down: silence
    /// alone might be ours.
    /// </summary>
    string? WhyUseless(HostName host, LevelReading reading)
    {
        if (reading.AnyOn)
            return reading.OnSaid;
        if (state.Fleet.Host(host) is null)
            return "it is in no failover segment any more: what is told of it is not heard here";
        var contact = state.Board.SignalsOf(host)[Signal.AdminNetwork];
        if (contact.Status != SignalStatus.Down)
            return $"{Signal.AdminNetwork.Name()} is {contact.Status.Name()}, so that it need not have lost contact";
        if (state.Watchdogs.WordOf(host) is not { } word)
            return "its agent has never told of one";
        if (word.State == WatchdogState.Disarmed)
            return $"its agent told at {word.ReceivedAt:HH:mm:ss} that it is not armed";
        if (word.State == WatchdogState.Doubtful)
            return $"it was last told to be armed at {word.ReceivedAt:HH:mm:ss}, and the host came back after that, or lived on for more than {Durations.Text(WatchdogBoard.BelievedFor)}";
        return contact.ChangedAt - word.ReceivedAt > WatchdogBoard.BelievedFor
            ? $"it was last told to be armed at {word.ReceivedAt:HH:mm:ss}, more than {Durations.Text(WatchdogBoard.BelievedFor)} before contact was lost"
            : null;
    }

    /// <summary>How long nobody has heard of the host while we would have heard.</summary>
    /// <param name="waited">Since the fence was asked for and contact was lost.</param>
    TimeSpan SilentFor(StepScene scene, out TimeSpan waited)
    {
        var lost = cutOff.TryGetValue(scene.Step.Id, out var seen) ? seen.At : clock.GetTimestamp();
        var since = Math.Max(asked[scene.Step.Id].At, lost);
        waited = clock.GetElapsedTime(since);
        if (state.WhatIsUnseen() is not null || state.Board.SilenceAt(scene.Now) is not null)
            hearingSince[scene.Step.Id] = clock.GetTimestamp();
        if (hearingSince.TryGetValue(scene.Step.Id, out var hearing))
            since = Math.Max(since, hearing);
        if (state.Watchdogs.LastHeardOf(scene.Step.Host) is { } heard)
            since = Math.Max(since, heard.Timestamp);
        return clock.GetElapsedTime(since);
    }

    StepOutcome.Done Proven(StepScene scene, WatchdogWord word, TimeSpan bound)
    {
        DateTimeOffset?[] heard = [word.ReceivedAt, state.Watchdogs.LastHeardOf(word.Host)?.At, state.Board.LastLifeOf(word.Host)?.At];
        var proof = new ProofOfDeath.WatchdogElapsed(word.Host, word.Timeout, bound, word.ReceivedAt, heard.Max()!.Value, scene.Now);
        return new StepOutcome.Done(proof.Text) { Proof = proof };
    }

    /// <summary>All devices of a level say off after all: read twice they are the better proof.</summary>
    static StepOutcome.Pending BackTo(StepScene scene, FenceLevel level) =>
        new(TimeSpan.Zero, FenceLadder.BackTo(level, scene.Step.Memo.Without(SinceKey, DevicesKey), scene.Now))
        {
            Line = ("device-answers", $"goes on with level {level.Number}: its devices answer again"),
        };

    (long Epoch, int Try, long At) Now(StepScene scene) => (scene.Context.Epoch, scene.Step.Tries, clock.GetTimestamp());
}
