using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Conditions on declared fields take shorter ways than others; without the schema there are none.</summary>
public sealed class ShortcutTests
{
    [Theory]
    [InlineData("host.admin_network == 'down'")]
    [InlineData("host.admin_network != 'down'")]
    [InlineData("'up' == host.admin_network")]
    [InlineData("host.admin_network == host.storage_network")]
    [InlineData("host.rack == 'r1'")]
    [InlineData("has(host.rack)")]
    [InlineData("has(host.id) && !has(host.seen)")]
    [InlineData("has(host.rack) && host.rack == 'r1'")]
    [InlineData("host.rack == 'r1' || host.id == 'c1'")]
    [InlineData("host.rack == 'r1' && host.id == 'c2'")]
    [InlineData("host.rack == 'r1' && host.id == 'c1'")]
    [InlineData("!(host.id == 'c1')")]
    [InlineData("host.busy")]
    [InlineData("!host.busy && host.guests_count > 1")]
    [InlineData("host.guests_count == 2")]
    [InlineData("host.guests_count >= 3")]
    [InlineData("host.guests_count < params.storm")]
    [InlineData("host.guests_count <= 2 && host.guests_count > -1")]
    [InlineData("params.settle == duration('10s')")]
    [InlineData("host.signals_age < duration('41s')")]
    [InlineData("host.signals_age >= params.settle")]
    [InlineData("instance.metadata.HA_Class == 'pet'")]
    [InlineData("instance.metadata['HA_Class'] != 'pet'")]
    [InlineData("instance.metadata['other'] == 'pet'")]
    [InlineData("instance.metadata.other == 'pet'")]
    [InlineData("has(instance.metadata.HA_Class) && instance.metadata.HA_Class != 'cattle'")]
    [InlineData("has(instance.metadata.other)")]
    [InlineData("'HA_Class' in instance.metadata")]
    [InlineData("host.rack in instance.metadata")]
    [InlineData("host.id in host.zones")]
    [InlineData("host.local.boot == 'volume'")]
    [InlineData("host.instances.exists(i, i.boot == 'volume' && !('x' in i.metadata))")]
    [InlineData("host.instances.all(i, i.metadata['HA_Class'] == 'pet')")]
    [InlineData("hosts.map(h, h.admin_network == 'up')")]
    [InlineData("dyn(host.guests_count) == dyn(duration('2ns'))")]
    [InlineData("dyn(host.admin_network) == dyn(2)")]
    [InlineData("host.load == 0.2")]
    [InlineData("now == now")]
    public void A_short_way_says_what_the_long_way_says(string text)
    {
        var (shortWay, longWay) = (FleetSchema.Compile(text), CelCompiler.CompileUnchecked(text, FleetSchema.Environment));

        Assert.Empty(shortWay.Problems);
        Assert.Equal(
            AnswerOf(longWay.Program!.Evaluate(FleetSchema.Activation())), AnswerOf(shortWay.Program!.Evaluate(FleetSchema.Activation())));
    }

    [Fact]
    public void A_variable_of_another_type_than_declared_is_an_error_not_an_answer()
    {
        var activation = FleetSchema.Activation().Set("host", CelValue.Of("c1"));

        Assert.Contains("string stands where Host was declared",
            FleetSchema.Compile("host.id == 'c1'").Program!.Evaluate(activation).Error.Message, StringComparison.Ordinal);
    }

    /// <summary>The checker names the path, so the two say an error with other words.</summary>
    static string AnswerOf(CelValue value) => value.IsError ? "error" : value.ToString();
}
