using PolicyHa.Adapters.Kafka.Intake;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Hosting;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Operating;

/// <summary>Whether the service can do its work, check by check.</summary>
sealed class Readiness(
    ServiceState service,
    ClusterState state,
    Leases leases,
    PolicyDesk policy,
    TimeProvider clock,
    HealthEventConsumer? kafka = null)
{
    /// <summary>A poll loop that has not turned for so long hangs. 30 s: a rebalance may take that long.</summary>
    static readonly TimeSpan PollAgeMax = TimeSpan.FromSeconds(30);

    public ReadinessView Now()
    {
        ReadinessCheck[] checks = [Store(), Policy(), Fleet(), Leases(), Kafka()];
        return new ReadinessView(checks.All(c => c.Ok), checks);
    }

    ReadinessCheck Store() => service.IsRestored
        ? new("store", true, "open, restored")
        : new("store", false, "open incidents and signals are being read");

    ReadinessCheck Policy()
    {
        var newer = policy.Refused is { } refused
            ? $"; a newer one refused at {UtcTimeConverter.Text(refused.At)}: {refused.Review.Reason}"
            : "";
        var waiting = policy.Waiting is { } waits ? $"; {waits.Version} waits: {waits.Because}" : "";
        return leases.Last is { IsAdmitted: false, InForce: { } others }
            ? new("policy", false, $"{others.Version} is in force for the other replicas, in rule language {others.Language}: upgrade this program")
            : new("policy", true, $"{policy.Active.Policy!.Version} in force{newer}{waiting}");
    }

    ReadinessCheck Fleet()
    {
        if (state.Fleet.HostCount == 0)
            return new("fleet", false, "no host is known yet: the cloud has not answered");
        var old = state.WhatIsUnseen() is { } unseen ? $"; nothing is fenced yet: {unseen}" : "";
        return new("fleet", true, $"{state.Fleet.HostCount} hosts, {state.Fleet.InstanceCount} instances{old}");
    }

    ReadinessCheck Leases()
    {
        var segments = state.Fleet.Segments.ToList();
        var held = segments.Count(s => leases.Of(s.Name) is not null);
        return new(
            "leases", segments.Count > 0 && held == segments.Count, $"{held} of {segments.Count} segments are ours");
    }

    ReadinessCheck Kafka()
    {
        if (kafka is null)
            return new("kafka", true, "not configured: events come by HTTP");
        var health = kafka.Health;
        var polls = health.LastPollAt is { } at && clock.GetUtcNow() - at < PollAgeMax;
        var isWell = polls && health.BrokersUp > 0 && health.Partitions.Count > 0;
        var text = $"{health.BrokersUp} brokers up, {health.Partitions.Count} partitions"
            + (health.Lag is { } lag ? $", lag {lag}" : "") + (health.LastError is { } error ? $"; {error}" : "");
        return new("kafka", isWell, text);
    }
}
