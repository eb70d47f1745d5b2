using PolicyHa.Engine.Policies;

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

        var verdict = classes.Classify(Fleets.Instance("web1"));

        Assert.Equal((InstanceClass.Cattle, "rules.yaml:5:3"), (verdict.Class, verdict.At.ToString()));
        Assert.Equal(InstanceClass.Pet, classes.Classify(Fleets.Instance("db1")).Class);
        Assert.Equal(InstanceClass.None, classes.Classify(Fleets.Instance("db2")).Class);
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

        Assert.Equal(InstanceClass.Pet, classes.Classify(plain).Class);
        Assert.Equal(InstanceClass.Cattle, classes.Classify(plain with { FlavorSpecs = new Dictionary<string, string> { ["dear"] = "no" } }).Class);
        Assert.Equal(InstanceClass.None,
            classes.Classify(plain with { Image = "x", ImageProperties = new Dictionary<string, string> { ["test"] = "1" } }).Class);
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

        var verdict = classes.Classify(Fleets.Instance("i1"));

        Assert.Equal((InstanceClass.Pet, "rules.yaml:5:3"), (verdict.Class, verdict.At.ToString()));
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
            Assert.Equal(expected, classes.Classify(Fleets.Instance(i % 2 == 0 ? "web" : "db")).Class);
        });
    }

    const string Start = """
        language: 1
        policy: test
        revision: "1"
        classes:

        """;
}
