using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>The shipped decision table says in every state what the project's decision table says.</summary>
public class DefaultPolicyTests
{
    const string FenceThenEvacuate = "fence, evacuate";

    static readonly string[] Statuses = ["up", "degraded", "down", "unknown"];

    static readonly RecoveryPolicy Policy = Compiled();

    [Fact]
    public void It_passes_its_own_check_without_a_warning() =>
        Assert.Empty(Policies.Load(ShippedPolicies.Default).Problems);

    [Fact]
    public void Its_numbers_are_the_documented_ones()
    {
        Assert.Equal("compute-ha", Policy.Version.Name);
        Assert.Equal(TimeSpan.FromSeconds(10), Policy.Settle);
        Assert.Equal(2, Policy.Observers);
        Assert.Equal(2, Policy.Limits.FencingPerSegmentMax);
        Assert.Equal(30, Policy.Limits.StormSharePercent);
        Assert.Equal(MixedHosts.DrainThenFence, Policy.MixedHosts);
        Assert.Equal(["10s", "30s", "2m", "5m"], Policy.Horizons.Select(h => Durations.Text(TimeSpan.FromMilliseconds(Math.Floor(h.TotalMilliseconds)))).Distinct());
    }

    [Theory]
    [InlineData("down up up up", FenceThenEvacuate, "notify")]
    [InlineData("up down up up", FenceThenEvacuate, "live-migrate")]
    [InlineData("up up down up", FenceThenEvacuate, FenceThenEvacuate)]
    [InlineData("up up up down", FenceThenEvacuate, "restart-service, notify")]
    public void One_lost_network_or_service_is_answered_as_the_seed_table_says(
        string signals, string cattle, string pet) =>
        Assert.Equal((cattle, pet), Ask(signals));

    [Fact]
    public void All_256_states_are_decided_as_the_principles_say()
    {
        foreach (var (admin, tenant, storage, compute) in States())
        {
            var signals = $"{admin} {tenant} {storage} {compute}";
            Assert.True(Expected(admin, tenant, storage, compute) == Ask(signals), $"{signals}: {Ask(signals)}");
        }
    }

    [Fact]
    public void Without_a_signal_that_is_down_nothing_harmful_is_ever_asked_for()
    {
        foreach (var (admin, tenant, storage, compute) in States())
        {
            if (new[] { admin, tenant, storage, compute }.Contains("down"))
                continue;
            var (cattle, pet) = Ask($"{admin} {tenant} {storage} {compute}");
            Assert.Contains(cattle, (string[])["none", "notify"]);
            Assert.Contains(pet, (string[])["none", "notify"]);
        }
    }

    [Fact]
    public void Libvirt_counts_as_compute() => Assert.Equal("compute-lost", RowOf("up up up up down")!.Row);

    [Fact]
    public void Signals_that_have_not_settled_make_a_suspect_and_no_fault()
    {
        var facts = Policy.Infer(Fleets.Host("h1", "down down down down", TimeSpan.FromSeconds(9)));

        Assert.Empty(facts.Of(KnownKinds.HostFault));
        Assert.Single(facts.Of(KnownKinds.HostSuspect));
        facts = Policy.Infer(Fleets.Host("h1", "down down down down", TimeSpan.FromSeconds(10)));
        Assert.NotEmpty(facts.Of(KnownKinds.HostFault));
    }

    [Theory]
    [InlineData("crashed", "restart, notify")]
    [InlineData("failed", "restart, notify")]
    [InlineData("watchdog", "restart, notify")]
    [InlineData("no-heartbeat", "after 2m: restart, notify")]
    [InlineData("io-error", "notify")]
    public void The_fault_of_one_instance_is_answered_for_every_class(string fault, string wanted)
    {
        var row = Policy.RowFor(Fleets.Host("h1"), Fleets.Fault("i1", fault))!;

        Assert.Equal(wanted, row.Cells[InstanceClass.Pet].ToString());
        Assert.Equal(wanted, row.Cells[InstanceClass.Cattle].ToString());
    }

    [Theory]
    [InlineData("", "", InstanceClass.None)]
    [InlineData("false", "pet", InstanceClass.None)]
    [InlineData("true", "", InstanceClass.Cattle)]
    [InlineData("Yes", "cattle", InstanceClass.Cattle)]
    [InlineData("true", "pet", InstanceClass.Pet)]
    [InlineData("true", "catlte", InstanceClass.Pet)]
    public void Classes_follow_the_owners_metadata(string enabled, string wanted, InstanceClass expected)
    {
        var metadata = new[] { ("HA_Enabled", enabled), ("HA_Class", wanted) }.Where(m => m.Item2.Length > 0);

        Assert.Equal(expected, Policy.Classes.Classify(Fleets.Instance("i1", metadata: [.. metadata]), Fleets.H1).Class);
    }

    [Theory]
    [InlineData("amphora-5f0c", "", "", InstanceClass.None)]
    [InlineData("web-1", "metering.server_group", "g1", InstanceClass.None)]
    [InlineData("web-1", "metering.stack", "g1", InstanceClass.Cattle)]
    [InlineData("amphora-5f0c", "HA_Enabled", "true", InstanceClass.Cattle)]
    public void What_another_service_makes_anew_is_left_to_it_unless_its_owner_asks(string name, string key, string value, InstanceClass expected)
    {
        var metadata = new Dictionary<string, string> { [key] = value };
        var instance = Fleets.Instance("i1") with { Name = name, HaByAggregate = true, Metadata = metadata };

        Assert.Equal(expected, Policy.Classes.Classify(instance, Fleets.H1).Class);
    }

    [Fact]
    public void A_local_disk_makes_a_pet() => Assert.Equal(
        InstanceClass.Pet,
        Policy.Classes.Classify(Fleets.Instance("i1", "h1", BootSource.LocalDisk, ("HA_Enabled", "true")), Fleets.H1).Class);

    /// <summary>The table's principles, in words instead of rows. Degraded limps along: it counts as up.</summary>
    static (string Cattle, string Pet) Expected(string admin, string tenant, string storage, string compute)
    {
        var (a, t, s, c) = (Limping(admin), Limping(tenant), Limping(storage), Limping(compute));
        // With the admin network gone nobody can see nova-compute; otherwise every signal must be known.
        if (a is "unknown" || t is "unknown" || s is "unknown" || (c is "unknown" && a is not "down"))
            return ("notify", "notify");
        if (a is "up" && t is "up" && s is "up" && c is "up")
            return ("none", "none");
        // Without storage nobody's disk works: off and elsewhere, for everybody.
        if (s is "down")
            return (FenceThenEvacuate, FenceThenEvacuate);
        if (a is "down")
            return (FenceThenEvacuate, t is "down" ? "notify, after 5m: fence, evacuate" : "notify");
        if (t is "down")
            return (FenceThenEvacuate, c is "down" ? "restart-service, live-migrate" : "live-migrate");
        return (FenceThenEvacuate, "restart-service, notify");
    }

    static string Limping(string status) => status is "degraded" ? "up" : status;

    static IEnumerable<(string Admin, string Tenant, string Storage, string Compute)> States() =>
        from a in Statuses from t in Statuses from s in Statuses from c in Statuses select (a, t, s, c);

    static (string Cattle, string Pet) Ask(string signals) => RowOf(signals) is { } row
        ? (row.Cells[InstanceClass.Cattle].ToString(), row.Cells[InstanceClass.Pet].ToString())
        : ("none", "none");

    static RowMatch? RowOf(string signals) => Policy.RowFor(Fleets.Host("h1", signals));

    static RecoveryPolicy Compiled() => Policies.Load(ShippedPolicies.Default).Policy!;
}
