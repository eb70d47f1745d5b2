using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>Who is a pet, and what happens when that cannot be told.</summary>
public class InstanceClassifierTests
{
    const string Rest = """

        tables:
        - name: t
          for: host
          inputs: {admin: host.admin_network}
          outputs: {pet: actions, cattle: actions}
          rows: |
            | id  | admin || pet    | cattle |
            | any | *     || notify | notify |
        """;

    [Fact]
    public void The_first_line_that_holds_decides_and_is_named()
    {
        var classes = Policies.Compile(Start + """
            - {class: cattle, when: "instance.name.startsWith('web')"}
            - {class: pet, when: "instance.name.endsWith('1')"}
            - {class: none, otherwise: true}
            """ + Rest).Classes;

        var verdict = classes.Classify(Fleets.Instance("web1"), Fleets.H1);

        Assert.Equal((InstanceClass.Cattle, "rules.yaml:5:3"), (verdict.Class, verdict.At.ToString()));
        Assert.Equal(InstanceClass.Pet, classes.Classify(Fleets.Instance("db1"), Fleets.H1).Class);
        Assert.Equal(InstanceClass.None, classes.Classify(Fleets.Instance("db2"), Fleets.H1).Class);
    }

    [Fact]
    public void Flavor_and_image_have_their_say()
    {
        var classes = Policies.Compile(Start + """
            - {class: cattle, when: "has(instance.extra_specs.dear) && instance.extra_specs.dear == 'no'"}
            - {class: none, when: "has(instance.image) && has(instance.image_properties.test)"}
            - {class: pet, otherwise: true}
            """ + Rest).Classes;
        var plain = Fleets.Instance("i1");

        Assert.Equal(InstanceClass.Pet, classes.Classify(plain, Fleets.H1).Class);
        Assert.Equal(InstanceClass.Cattle, classes.Classify(plain with { FlavorSpecs = new Dictionary<string, string> { ["dear"] = "no" } }, Fleets.H1).Class);
        Assert.Equal(InstanceClass.None,
            classes.Classify(plain with { Image = "x", ImageProperties = new Dictionary<string, string> { ["test"] = "1" } }, Fleets.H1).Class);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("cattle")]
    public void A_condition_that_cannot_be_evaluated_makes_a_pet(string wanted)
    {
        var classes = Policies.Compile(Start + $$"""
            - {class: {{wanted}}, when: "instance.metadata['rack'] == 'r1'"}
            - {class: cattle, otherwise: true}
            """ + Rest).Classes;

        var verdict = classes.Classify(Fleets.Instance("i1"), Fleets.H1);

        Assert.Equal((InstanceClass.Pet, "rules.yaml:5:3"), (verdict.Class, verdict.At.ToString()));
    }

    [Theory]
    [InlineData("", LocalDiskPolicy.Notify)]
    [InlineData(", local-disk: notify", LocalDiskPolicy.Notify)]
    [InlineData(", local-disk: rebuild", LocalDiskPolicy.Rebuild)]
    [InlineData(", local-disk: leave", LocalDiskPolicy.Leave)]
    public void A_line_says_what_becomes_of_a_local_disk(string said, LocalDiskPolicy expected)
    {
        var classes = Policies.Compile(Start + $$"""
            - {class: cattle, otherwise: true{{said}}}
            """ + Rest).Classes;

        Assert.Equal(expected, classes.Classify(Fleets.Instance("i1"), Fleets.H1).LocalDisk);
    }

    [Fact]
    public void A_line_says_what_becomes_of_who_is_bound_to_its_host()
    {
        var classes = Policies.Compile(Start + """
            - {class: none, when: "!instance.ha_enabled", live-migration: {vgpu: live-migrate}}
            - {class: pet, when: "'pci' in instance.needs && !('numa' in instance.needs)", evacuation: {pci: leave, vtpm: evacuate}, live-migration: {pci: migrate}}
            - {class: cattle, otherwise: true}
            """ + Rest).Classes;
        var plain = Fleets.Instance("i1", "h1", BootSource.Volume, ("HA_Enabled", "true"));
        var bound = plain with { FlavorSpecs = new Dictionary<string, string> { ["pci_passthrough:alias"] = "nic:1" } };
        var (needs, verdict) = (HostNeeds.Of(bound), classes.Classify(bound, Fleets.H1));

        Assert.Equal((InstanceClass.Pet, EvacuationAnswer.Leave, LiveMigrationAnswer.Migrate), (verdict.Class, verdict.Needs.EvacuationOf(needs), verdict.Needs.LiveMigrationOf(needs)));
        Assert.Same(NeedPolicy.BuiltIn, classes.Classify(plain, Fleets.H1).Needs);
        Assert.Equal(LiveMigrationAnswer.LiveMigrate, classes.Classify(Fleets.Instance("i2"), Fleets.H1).Needs.LiveMigrationOf(HostNeeds.None.With(HostNeed.Vgpu)));
    }

    [Fact]
    public void Who_is_a_pet_because_nobody_could_tell_keeps_its_disk()
    {
        var classes = Policies.Compile(Start + """
            - {class: cattle, when: "instance.metadata['rack'] == 'r1'", local-disk: rebuild}
            - {class: cattle, otherwise: true, local-disk: rebuild}
            """ + Rest).Classes;

        Assert.Equal(LocalDiskPolicy.Notify, classes.Classify(Fleets.Instance("i1"), Fleets.H1).LocalDisk);
    }

    [Theory]
    [InlineData("instance.zone == 'az1'")]
    [InlineData("instance.segment == 's1'")]
    [InlineData("instance.host == 'h7'")]
    [InlineData("'ssd' in instance.aggregates")]
    [InlineData("has(instance.rack) && instance.rack == 'r4'")]
    [InlineData("instance.flavor == 'small'")]
    [InlineData("instance.extra_specs['ha:class'] == 'cattle'")]
    [InlineData("instance.image == 'img-1'")]
    [InlineData("instance.image_properties.os_type == 'linux'")]
    [InlineData("instance.project == 'p1'")]
    [InlineData("instance.boot == 'shared-disk'")]
    [InlineData("instance.metadata.tier == 'cheap'")]
    public void A_condition_may_ask_what_the_instance_is_and_where_it_runs(string when)
    {
        var (asked, contrary) = (Sorting(when), Sorting($"!({when})"));

        Assert.Equal(InstanceClass.Cattle, asked.Classify(Known, H7).Class);
        Assert.Equal(InstanceClass.None, contrary.Classify(Known, H7).Class);
    }

    [Theory]
    [InlineData("instance.zone != 'az1'")]
    [InlineData("instance.segment != 's1'")]
    [InlineData("instance.host != 'h7'")]
    [InlineData("!('ssd' in instance.aggregates)")]
    [InlineData("instance.rack != 'r4'")]
    public void Where_the_host_is_not_known_a_condition_on_it_makes_a_pet(string when)
    {
        Assert.Equal(InstanceClass.Pet, Sorting(when).Classify(Known, null).Class);
        Assert.Equal(InstanceClass.None, Sorting(when).Classify(Known, H7).Class);
    }

    [Fact]
    public void A_host_whose_aggregates_name_no_rack_has_none() =>
        Assert.Equal(InstanceClass.None, Sorting("has(instance.rack)").Classify(Known, Fleets.H1).Class);

    [Fact]
    public void The_next_instance_is_asked_about_its_own_host_and_costs_no_memory()
    {
        var classes = Sorting("instance.zone == 'az1'");
        Assert.Equal(InstanceClass.None, classes.Classify(Known, Fleets.H1).Class);
        Assert.Equal(InstanceClass.Cattle, classes.Classify(Known, H7).Class);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            classes.Classify(Known, H7);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        var classes = Policies.Compile(Start + """
            - {class: cattle, when: "instance.name.startsWith('web')"}
            - {class: pet, otherwise: true}
            """ + Rest).Classes;

        Parallel.For(0, 20_000, i =>
        {
            var expected = i % 2 == 0 ? InstanceClass.Cattle : InstanceClass.Pet;
            Assert.Equal(expected, classes.Classify(Fleets.Instance(i % 2 == 0 ? "web" : "db"), Fleets.H1).Class);
        });
    }

    static readonly ComputeHost H7 = Fleets.Host("h7", zone: "az1").Compute with
    {
        Aggregates = ["ssd"],
        AggregateMetadata = new Dictionary<string, string> { ["rack"] = "r4" },
    };

    static readonly Instance Known = Fleets.Instance("i1", "h7", BootSource.SharedDisk, ("tier", "cheap")) with
    {
        Image = "img-1",
        ImageProperties = new Dictionary<string, string> { ["os_type"] = "linux" },
        FlavorSpecs = new Dictionary<string, string> { ["ha:class"] = "cattle" },
    };

    /// <summary>Cattle where the condition holds, left alone where it does not.</summary>
    static IInstanceClassifier Sorting(string when) => Policies.Compile(Start + $$"""
        - {class: cattle, when: "{{when}}"}
        - {class: none, otherwise: true}
        """ + Rest).Classes;

    const string Start = """
        language: 1
        policy: test
        revision: "1"
        classes:

        """;
}
