using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>Which hosts of a segment may be given instances now.</summary>
sealed class TargetHosts(ClusterSnapshot now, Beliefs beliefs, RecoveryPolicy policy)
{
    /// <summary>Those that Nova places on, by name; but for <paramref name="source"/>.</summary>
    public IEnumerable<HostView> Other(HostName source) => Enabled(source).Where(h => !IsDoubtful(h) && WhyNotYet(h) is null);

    /// <summary>Well, and enabled in Nova: some of them perhaps only a moment ago.</summary>
    public IEnumerable<HostView> Enabled(HostName source) => now.Hosts.Where(h => h.Name != source && h.CanTakeInstances);

    /// <summary>Something speaks against it that is no fault yet.</summary>
    public bool IsDoubtful(HostView host) => beliefs.IsSuspect(host.Name) || beliefs.VetoesOf(host.Name).Any(v => v.AsTarget);

    /// <summary>It is well, but has not been so for long enough. Null: it has.</summary>
    public string? WhyNotYet(HostView host)
    {
        var delay = policy.Targets.HealthyDelay;
        foreach (var limit in policy.Limits.Of<FenceLimit.Quarantine>())
        {
            if (now.StormIn(limit, new FailureDomain(LimitScope.Host, host.Name.Value)) is { EndedAt: { } end } && end > now.TakenAt)
                return $"{host.Name} is in quarantine until {end:HH:mm:ss} ({limit.At})";
        }

        if (policy.Shutdown.Believes(host.Shutdown, now.TakenAt))
            return $"{host.Name} said at {host.Shutdown!.At:HH:mm:ss} that it shuts down";
        return host.HasFallen && host.SignalsAge(now.TakenAt) < delay
            ? $"{host.Name} must have been well for {Durations.Text(delay)} ({policy.Targets.At})"
            : null;
    }
}
