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
        };
    }

    /// <summary>A fenced host shows life when nothing is left to stop. Told once a fence.</summary>
    public static Decision? Contradicted(DecisionScene scene)
    {
        var host = scene.Host;
        if (host.Mark is not { ContradictedAt: null } mark || LifeSigns.After(mark.FencedAt, host.LastLife) is not { } sign)
            return null;
        var after = sign.At - mark.FencedAt;
        var tooSoon = after < BootMin;
        var meaning = tooSoon
            ? $"no server boots within {Durations.Text(after)}: it was never off, and what was evacuated may run twice; switch it off by hand"
            : "if nobody switched it on it was never off, and what was evacuated may run twice";
        return new Decision.Contradict(
            HostDecider.SubjectOf(scene, host.Incident), $"{sign.Text}, though it was fenced at {mark.FencedAt:HH:mm:ss.fff}: {meaning}",
            tooSoon ? AlertSeverity.Critical : AlertSeverity.Warning);
    }
}
