using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Decisions;

/// <summary>What a sign of life after the proof means for a host that counts as dead.</summary>
static class HostProof
{
    /// <summary>
    /// No server is up again sooner after it lost its power: firmware alone takes longer. 60 s. What lives within this time was
    /// never off; what lives later may have been switched on by somebody.
    /// </summary>
    static readonly TimeSpan BootMin = TimeSpan.FromSeconds(60);

    /// <summary>Something rests on a proof that was wrong: it is stopped. Null: nothing speaks against it, or nothing is left to stop.</summary>
    public static Decision? Revoked(DecisionScene scene, Incident? incident, RecoveryPlan? plan)
    {
        if (incident?.Proof is not { } proof || plan is not { IsOver: false } || LifeSigns.Against(proof, scene.Host.LastLife) is not { } sign)
            return null;
        return new Decision.AwaitProof(
            HostDecider.SubjectOf(scene, incident), $"{sign.Text} after it was proven off ({proof.Text}): proof revoked", scene.FenceRetryAt)
        {
            IsContradiction = true,
            RemindAt = scene.RemindAt,
        };
    }

    /// <summary>
    /// Where only a person can prove a host off, another try finds nothing but that a device has been configured since: so often is enough. 1 h.
    /// The word of a person is heard at once.
    /// </summary>
    static readonly TimeSpan PersonRetry = TimeSpan.FromHours(1);

    /// <summary>No proof came of a fence: the host waits for one, and what would count is said.</summary>
    /// <param name="plan">Of the fence.</param>
    public static Decision Awaited(DecisionScene scene, Subject subject, string why, RecoveryPlan plan)
    {
        var retryAt = NeedsPerson(plan) ? scene.Now + PersonRetry : scene.FenceRetryAt;
        return new Decision.AwaitProof(subject, $"{why}; {Offers(scene, plan)}", retryAt) { RemindAt = scene.RemindAt };
    }

    /// <summary>
    /// The next try is due, and a guard stands against it: the host goes on waiting for its proof, and is tried as soon as nothing
    /// stands against it. Null: that is known, and it is not time to remind anybody.
    /// </summary>
    /// <param name="plan">Of the fence that proved nothing.</param>
    public static Decision? StillAwaited(DecisionScene scene, Subject subject, Decision.Hold hold, RecoveryPlan? plan)
    {
        var because = $"no try now ({hold.Reason.Name()}): {hold.Because}; {Offers(scene, plan)}";
        if (subject.Incident?.Because == because)
            return Reminder(scene, subject);
        return new Decision.AwaitProof(subject, because, scene.FenceRetryAt)
        {
            RemindAt = subject.Incident?.RemindAt > scene.Now ? subject.Incident.RemindAt.Value : scene.RemindAt,
        };
    }

    /// <summary>Null: it is not time yet.</summary>
    public static Decision? Reminder(DecisionScene scene, Subject subject) =>
        subject.Incident is { RemindAt: { } at } && at <= scene.Now ? new Decision.Remind(subject, scene.RemindAt) : null;

    static string Offers(DecisionScene scene, RecoveryPlan? plan)
    {
        var device = NeedsPerson(plan) ? "" : "its device reads off, or ";
        var confirm = scene.Policy.ConfirmDead.Persons == 1 ? "a person confirms it" : "two persons confirm it";
        return $"a proof would be: {device}{confirm} (policyha confirm-dead {scene.Host.Name})";
    }

    static bool NeedsPerson(RecoveryPlan? plan) => plan?.Steps.Any(s => s.NeedsPerson) == true;

    /// <summary>A fenced host shows life when nothing is left to stop. Told once a fence.</summary>
    public static Decision? Contradicted(DecisionScene scene)
    {
        var host = scene.Host;
        if (host.Mark is not { ContradictedAt: null } mark || LifeSigns.After(mark.FencedAt, host.LastLife) is not { } sign
            || sign.At >= mark.SwitchedOnAt)
            return null;
        var after = sign.At - mark.FencedAt;
        var tooSoon = after < BootMin && !mark.BootsByItself;
        var meaning = (tooSoon, mark.BootsByItself) switch
        {
            (true, _) => $"no server boots within {Durations.Text(after)}: it was never off, and what was evacuated may run twice; switch it off by hand",
            (_, true) => "it boots again by itself after such a proof; if its uptime says that it did not, what was evacuated may run twice",
            _ => "if nobody switched it on it was never off, and what was evacuated may run twice",
        };
        return new Decision.Contradict(
            HostDecider.SubjectOf(scene, host.Incident), $"{sign.Text}, though it was fenced at {mark.FencedAt:HH:mm:ss.fff}: {meaning}",
            tooSoon ? AlertSeverity.Critical : AlertSeverity.Warning);
    }
}
