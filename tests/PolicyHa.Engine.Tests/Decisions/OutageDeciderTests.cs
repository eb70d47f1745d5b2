using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class OutageDeciderTests
{
    const string ZoneOfFive = "type: int, default: 6, min: 2, max: 10000";

    static readonly RecoveryPolicy Policy = Asked.Policy((ZoneOfFive, "type: int, default: 5, min: 2, max: 10000"));

    /// <summary>The same, with a second rule that tells of the same zones.</summary>
    static readonly RecoveryPolicy TwoVoices = Asked.Policy(
        (ZoneOfFive, "type: int, default: 5, min: 2, max: 10000"),
        ("- name: hold-for-zone\n", """
            - name: tell-zone-twice
              scope: cloud
              match: [{z: ZoneLost}, {exists: NetworkLost, where: "it.zone == z.zone"}]
              decide: {zone: z.zone, do: notify}
              because: "somebody else should know too"
            - name: hold-for-zone

            """));

    /// <summary>Of five hosts with a cow each so many have lost their admin network for a minute.</summary>
    static ClusterSnapshot ZoneWithLost(int lost)
    {
        var (sick, well) = (Host(Signal.AdminNetwork), Host());
        return Asked.Segment(TimeSpan.FromMinutes(1), 1, 0) with
        {
            Hosts = [.. Enumerable.Range(1, 5).Select(i => Named(i <= lost ? sick : well, $"h{i}"))],
        };

        static HostView Host(params Signal[] down) => Asked.Segment(TimeSpan.FromMinutes(1), 1, 0, down).Hosts[0];

        static HostView Named(HostView host, string name) => host with
        {
            Compute = host.Compute with { Name = new HostName(name) },
            Instances = [.. host.Instances.Select(i => i with { Id = new InstanceId($"{i.Id}-{name}"), Host = new HostName(name) })],
        };
    }

    static IReadOnlyList<Decision> Decide(ClusterSnapshot snapshot, RecoveryPolicy policy) =>
        Decider.Decide(snapshot, InferenceRun.Over(snapshot, policy), policy, Asked.Options);

    static StateChanges Write(ClusterSnapshot snapshot, RecoveryPolicy? policy = null) =>
        TurnScribe.Write(snapshot, Decide(snapshot, policy ?? Policy), 1);

    static ClusterSnapshot With(ClusterSnapshot snapshot, params IReadOnlyList<Incident> open) => snapshot with
    {
        Hosts = [.. snapshot.Hosts.Select(h => h with { Incidents = [.. open.Where(i => i.Host == h.Name)] })],
    };

    [Fact]
    public void A_zone_that_is_lost_is_one_incident_and_one_alert_however_many_hosts_it_has()
    {
        var changes = Write(ZoneWithLost(4));

        Assert.Equal("zone nova", Assert.Single(changes.Alerts).Scope);
        Assert.Single(changes.Incidents, i => i.Scope is not null);
        Assert.Equal(4, changes.Incidents.Count(i => i is { Hold: HoldReason.Vetoed, Told: AlertSeverity.Ok }));
    }

    [Fact]
    public void As_the_zone_loses_more_hosts_its_incident_says_so_and_nobody_is_paged_again()
    {
        var first = Write(ZoneWithLost(3));

        var later = Write(With(ZoneWithLost(4), first.Incidents));

        Assert.StartsWith("4 of 5", Assert.Single(later.Incidents, i => i.Scope is not null).Because, StringComparison.Ordinal);
        Assert.Empty(later.Alerts);
    }

    [Fact]
    public void What_was_told_of_a_host_before_its_zone_was_lost_stays_told()
    {
        var snapshot = ZoneWithLost(3);
        var known = Write(snapshot).Incidents.Single(i => i.Host.Value == "h1" && i.IsOfHost) with
        {
            Hold = HoldReason.Storm,
            Because = "too many",
            Told = AlertSeverity.Critical,
        };

        var changes = Write(With(snapshot, known));

        Assert.Equal(AlertSeverity.Critical, changes.Incidents.Single(i => i.Id == known.Id).Told);
        Assert.DoesNotContain(changes.Alerts, a => a.Incident == known.Id);
    }

    [Fact]
    public void Surplus_incidents_of_one_zone_are_closed_and_the_oldest_stays()
    {
        var snapshot = ZoneWithLost(3);
        var zone = Write(snapshot).Incidents.Single(i => i.Scope is not null);
        var surplus = zone with { Id = new IncidentId("inc-surplus"), Host = new HostName("h2"), OpenedAt = zone.OpenedAt.AddSeconds(1) };

        var about = Decide(With(snapshot, zone, surplus), Policy).Where(d => d.Subject.Scope is not null);

        var close = Assert.IsType<Decision.Close>(Assert.Single(about));
        Assert.Equal(("inc-surplus", $"it is told as {zone.Id}"), (close.Subject.IncidentId.Value, close.Because));
    }

    [Fact]
    public void All_incidents_of_a_zone_close_when_it_is_back()
    {
        var zone = Write(ZoneWithLost(3)).Incidents.Single(i => i.Scope is not null);
        var surplus = zone with { Id = new IncidentId("inc-surplus"), Host = new HostName("h2") };

        var decisions = Decide(With(ZoneWithLost(0), zone, surplus), Policy);

        Assert.Equal(["it is over", "it is over"], decisions.Cast<Decision.Close>().Select(c => c.Because));
    }

    [Fact]
    public void A_failure_that_rests_on_no_host_is_told_by_nobody_and_disturbs_nothing()
    {
        var policy = Asked.Policy(("- name: hold-for-zone\n", """
            - name: nobody-is-left
              scope: cloud
              match: [{z: Zone}, {count: NetworkLost, where: "it.zone == z.name", at-least: "0 * z.hosts"}]
              decide: {zone: z.name, do: notify}
              because: "nobody is left"
            - name: hold-for-zone

            """));

        Assert.Empty(Decide(ZoneWithLost(0), policy));
    }

    [Fact]
    public void Policies_can_be_compared_while_two_rules_tell_of_one_zone()
    {
        var snapshot = ZoneWithLost(4);

        Assert.Equal(2, Decide(snapshot, TwoVoices).Count(d => d.Subject.Scope == "zone nova"));
        var change = Assert.Single(Asked.Diff(snapshot, Policy, TwoVoices).Changes);
        Assert.Equal(("zone nova", "nothing"), (change.Subject, change.Before));
    }
}
