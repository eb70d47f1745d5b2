using PolicyHa.Api.Answers;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Api.Operating;

/// <summary>Answers what policies would do. Nothing is done, asked outside, or stored.</summary>
sealed class PolicyQuestions(FleetVerdicts fleet, IFlipReader flips, DecisionOptions options, TimeProvider clock)
{
    /// <summary>Flips that are played at once; of more, only the newest.</summary>
    const int FlipsMax = 10_000;

    /// <summary>Where two policies ask different things of the fleet as it stands.</summary>
    public Task<VerdictDiff> LiveAsync(RecoveryPolicy before, RecoveryPolicy after, CancellationToken ct) =>
        fleet.DiffAsync(before, after, ct);

    /// <summary>When in the past two policies would have asked different things of today's fleet.</summary>
    public async Task<ReplayReport> HistoryAsync(
        RecoveryPolicy before, RecoveryPolicy after, TimeSpan time, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - time;
        var played = await flips.SinceAsync(since, FlipsMax, ct);
        var today = fleet.Segments();
        var report = await Task.Run(() => FlipReplay.Run(today, played, since, before, after, options, ct), ct);
        return report with { IsCut = report.IsCut || played.Count == FlipsMax };
    }

    /// <summary>What the policy would ask of the host's segment with these signals, settled; null when there is no such host.</summary>
    public WhatIf? Ask(HostName host, IReadOnlyDictionary<Signal, SignalStatus> signals, RecoveryPolicy policy)
    {
        var segments = fleet.AsSeenBy(policy, fleet.Segments());
        if (segments.FirstOrDefault(s => s.Host(host) is not null) is not { } now)
            return null;
        var told = Verdicts.ToldBy(segments, policy);
        var then = SnapshotCopies.With(now, host, signals, policy.Settle);
        var verdicts = Verdicts.Of(then, policy, options, told);
        var own = verdicts.Where(v => v.Host == host && v.Scope is null).ToList();
        var view = then.Host(host)!;
        var why = own.FirstOrDefault(v => v.Instance is null)?.Explanation
            ?? WhyNothing.Of(SnapshotCopies.Idle(then), view, policy);
        var elsewhere = VerdictDiff.Between(Verdicts.Of(now, policy, options, told), verdicts).Changes
            .Where(c => c.Host != host).ToList();
        return new WhatIf(view.Signals, own, elsewhere, why);
    }
}

/// <summary>The answer to "what if".</summary>
/// <param name="Signals">Of the host, as they were thought to be.</param>
/// <param name="Verdicts">Of the host and the faulty instances on it.</param>
/// <param name="Elsewhere">What it would change for other hosts of the segment.</param>
/// <param name="Explanation">Why, or why nothing.</param>
sealed record WhatIf(
    HostSignals Signals, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<VerdictChange> Elsewhere, Explanation Explanation);
