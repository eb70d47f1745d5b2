using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Inference;

/// <summary>Finds when what the rules see of a host changes by the passing of time alone. Pure.</summary>
static class Horizon
{
    /// <summary>The next moment after now at which one of its ages crosses a duration that the policy asks for; null: never.</summary>
    /// <param name="horizons">Ascending.</param>
    public static DateTimeOffset? Next(HostView host, TimeSpan[] horizons, DateTimeOffset now)
    {
        var next = host.Signals.NextFallForgotten(now);
        if (host.Signals.ChangedAt is { } changed)
            next = Sooner(next, NextOf(changed, horizons, now));
        foreach (var fault in host.Faults.Count == 0 ? [] : host.Faults)
        {
            next = Sooner(next, NextOf(fault.Since, horizons, now));
            foreach (var recovery in host.RecoveriesOf(fault.Instance))
                next = Sooner(next, recovery + InstanceFault.RecoveriesWindow > now ? recovery + InstanceFault.RecoveriesWindow : null);
        }

        return next;
    }

    static DateTimeOffset? NextOf(DateTimeOffset since, TimeSpan[] horizons, DateTimeOffset now)
    {
        foreach (var horizon in horizons)
        {
            if (since + horizon > now)
                return since + horizon;
        }

        return null;
    }

    static DateTimeOffset? Sooner(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a <= b ? a : b;
}
