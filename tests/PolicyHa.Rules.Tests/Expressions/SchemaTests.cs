using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Expressions over declared objects, as rule files use them.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("host.admin_network == 'down' && host.signals_age >= params.settle", "true")]
    [InlineData("host.signals_age >= duration('1m')", "false")]
    [InlineData("instance.metadata['HA_Class'] == 'pet' || instance.boot == 'local-disk'", "true")]
    [InlineData("instance.metadata['HA_Klass'] == 'pet'", "error: no such key: 'HA_Klass'")]
    [InlineData("has(instance.metadata.HA_Class)", "true")]
    [InlineData("'HA_Class' in instance.metadata", "true")]
    [InlineData("'HA_Klass' in instance.metadata && instance.metadata['HA_Klass'] == 'pet'", "false")]
    [InlineData("host.admin_network in ['down', 'unknown']", "true")]
    [InlineData("hosts.filter(h, h.admin_network == 'up').map(h, h.id)", "['c2']")]
    [InlineData("hosts.exists_one(h, h.id == host.id)", "true")]
    [InlineData("host.instances.all(i, has(i.metadata.HA_Class))", "false")]
    [InlineData("host.local.id + '@' + host.id", "'p1@c1'")]
    [InlineData("has(host.rack)", "false")]
    [InlineData("has(host.rack) && host.rack == 'r1'", "false")]
    [InlineData("host.rack == 'r1'", "error: host.rack has no value here; ask has() first")]
    [InlineData("host.rack == 'r1' || host.guests_count == 2", "true")]
    [InlineData("now > timestamp(0)", "error: 'now' has no value")]
    [InlineData("host.admin_network == host.storage_network", "true")]
    [InlineData("host.admin_network.startsWith('d') ? host.id : 'none'", "'c1'")]
    [InlineData("'nova' in host.zones && host.load < 0.5 && !host.busy", "true")]
    [InlineData("hosts[1].id", "'c2'")]
    [InlineData("hosts[0] == host", "true")]
    [InlineData("has(params.settle) && !has(params.storm)", "true")]
    public void Reads_the_facts(string text, string expected)
    {
        var result = FleetSchema.Compile(text);
        Assert.True(result.IsValid, string.Join('\n', result.Problems));
        Assert.Equal(expected, result.Program.Evaluate(FleetSchema.Activation()).ToString());
        var isUnchecked = CelCompiler.CompileUnchecked(text, FleetSchema.Environment).Program!;
        Assert.Equal(expected.StartsWith("error", StringComparison.Ordinal),
            isUnchecked.Evaluate(FleetSchema.Activation()).IsError);
    }

    [Fact]
    public void An_error_says_which_part_of_the_text_failed()
    {
        const string text = "host.id == 'c1' && host.rack == 'r1'";
        var error = FleetSchema.Compile(text).Program!.Evaluate(FleetSchema.Activation()).Error;
        Assert.Equal("host.rack", text.Substring(error.Offset, error.Length));
    }

    [Fact]
    public void The_caller_learns_which_durations_and_fields_matter()
    {
        var program = FleetSchema.Compile(
            "host.signals_age > duration('90s') && instance.metadata['x'] == 'y' && has(host.rack) && now > timestamp(0)"
            + " && hosts.exists(h, h.local.boot == 'volume' && h.signals_age < duration('1h'))").Program!;
        Assert.Equal(["90s", "3600s"], program.DurationLiterals.Select(d => d.ToString()));
        Assert.Equal(
            ["host.rack", "host.signals_age", "hosts", "hosts[].local.boot", "hosts[].signals_age", "instance.metadata", "now"],
            program.FieldsUsed);
        Assert.False(program.IsConstant);
        Assert.Equal(CelType.Bool, program.ResultType);
        Assert.True(FleetSchema.Compile("1 < 2").Program!.IsConstant);
    }

    [Fact]
    public void Evaluating_a_condition_allocates_nothing()
    {
        var program = FleetSchema.Compile(
            "host.admin_network == 'down' && host.signals_age >= params.settle && host.id.startsWith('c')", CelType.Bool).Program!;
        var activation = FleetSchema.Activation();
        for (var i = 0; i < 100; i++)
            Assert.True(program.Evaluate(activation).IsTrue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            program.Evaluate(activation);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_value_of_another_type_than_declared_is_an_error_and_not_a_crash()
    {
        foreach (var wrong in new[] { CelValue.Of(1L), FleetSchema.GuestType.Of(FleetSchema.Sample.Guests[0]), CelValue.Null })
        {
            var activation = FleetSchema.Activation().Set("host", wrong).Set("hosts", CelValue.Of(wrong, CelValue.Absent));
            foreach (var text in new[] { "host.id == 'c1'", "has(host.id)", "hosts.all(h, h.id == 'c1')", "hosts[1].id == ''" })
                Assert.True(FleetSchema.Compile(text).Program!.Evaluate(activation).IsError);
        }
    }

    [Fact]
    public void An_activation_of_another_environment_is_refused()
    {
        var program = FleetSchema.Compile("host.id").Program!;
        Assert.Throws<ArgumentException>(() => program.Evaluate(CelEnvironment.Empty.NewActivation()));
    }

    [Fact]
    public void A_field_cannot_be_declared_twice() => Assert.Throws<ArgumentException>(() =>
        CelObjectType.Declare<string>("Twice", f => f.Int("length", s => s.Length).Int("length", s => s.Length)));
}
