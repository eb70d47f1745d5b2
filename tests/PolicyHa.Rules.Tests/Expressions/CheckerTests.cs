using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>What is refused at load, where it points, and what it advises.</summary>
public sealed class CheckerTests
{
    [Theory]
    [InlineData("host.admin_netwrok == 'up'", "undeclared", "admin_netwrok", "undeclared field 'admin_netwrok' of Host", "did you mean 'admin_network'?")]
    [InlineData("hots.id == 'c1'", "undeclared", "hots.id", "undeclared name 'hots.id'", "did you mean 'host'?")]
    [InlineData("host.admin_network == 'dwon'", "enum-value", "'dwon'", "'dwon' is not one of up, down, degraded, unknown", "did you mean 'down'?")]
    [InlineData("'UPP' != host.admin_network", "enum-value", "'UPP'", "'UPP' is not one of up, down, degraded, unknown", "did you mean 'up'?")]
    [InlineData("host.admin_network in ['up', 'lost']", "enum-value", "'lost'", "'lost' is not one of", null)]
    [InlineData("host.admin_network == (host.busy ? 'up' : 'dwn')", "enum-value", "'dwn'", "'dwn' is not one of", "did you mean 'down'?")]
    [InlineData("host.admin_network == host.local.boot", "type", "host.admin_network == host.local.boot", "these can never be equal", null)]
    [InlineData("host.id == 3", "type", "host.id == 3", "no matching overload for '_==_' applied to '(string, int)'", null)]
    [InlineData("host.guests_count == 1.0", "type", "host.guests_count == 1.0", "'(int, double)'", "write double(...) around the int")]
    [InlineData("host.signals_age > '10s'", "type", "host.signals_age > '10s'", "'(duration, string)'", "write a duration, as in duration('90s')")]
    [InlineData("1 + 1.0", "type", "1 + 1.0", "no matching overload for '_+_' applied to '(int, double)'", "numbers do not mix: write double(...) around the int")]
    [InlineData("'n' + 1", "type", "'n' + 1", "'(string, int)'", "write string(...) around the other")]
    [InlineData("host.rack == null", "type", "host.rack == null", "'(string, null)'", "to ask whether something is there write has(a.b)")]
    [InlineData("host.busy && host.id", "type", "host.id", "string is not a bool", "compare it, for instance with ==")]
    [InlineData("host.guests_count ? 1 : 2", "type", "host.guests_count", "int is not a bool", "compare it, for instance with ==")]
    [InlineData("host.busy ? 1 : 'a'", "type", "host.busy ? 1 : 'a'", "the two cases differ in type: int and string", "write dyn(...) around one of them if that is meant")]
    [InlineData("hosts.all(h, h.nmae == '')", "undeclared", "nmae", "undeclared field 'nmae' of Host", null)]
    [InlineData("host.instances.filter(i, i.id)", "type", "i.id", "string is not a bool", "compare it, for instance with ==")]
    [InlineData("host.all(x, true)", "type", "host", "a list or a map is wanted here, not Host", null)]
    [InlineData("host.id.x", "type", "host.id.x", "string has no fields", null)]
    [InlineData("host['id']", "type", "host['id']", "Host cannot be indexed with string", "write a dot and the name of the field")]
    [InlineData("'a' in host.id", "type", "'a' in host.id", "'(string, string)'", "write text.contains('...')")]
    [InlineData("host.id.startWith('c')", "undeclared", "host.id.startWith('c')", "undeclared function 'startWith'", "did you mean 'startsWith'?")]
    [InlineData("startsWith(host.id, 'c')", "undeclared", "startsWith(host.id, 'c')", "undeclared function 'startsWith'", "write x.startsWith()")]
    [InlineData("host.id.startsWith(1)", "type", "host.id.startsWith(1)", "applied to '(string, int)'", "string.startsWith(string) -> bool")]
    [InlineData("all(hosts, true)", "undeclared", "all(hosts, true)", "undeclared function 'all'", "write list.all(x, ...)")]
    [InlineData("host.signals_age > duration('1 day')", "literal", "'1 day'", "'1 day' is not a duration", "write for instance '90s', '1h30m', '250ms'; there are no days: write '24h'")]
    [InlineData("now > timestamp('yesterday')", "literal", "'yesterday'", "is not an RFC 3339 timestamp", "write for instance '2026-11-21T03:31:07Z'")]
    [InlineData("{'a': 1, 'a': 2}['a']", "literal", "'a'", "the key 'a' stands twice", null)]
    [InlineData("{1.5: 1}", "type", "1.5", "unsupported key type: double", null)]
    [InlineData("hosts.exists(h, hosts.exists(g, g.id == h.id))", "limit", "hosts.exists(h, hosts.exists(g, g.id == h.id))", "100000 are allowed", null)]
    public void A_mistake_is_found_at_load(string text, string code, string where, string message, string? hint)
    {
        var problem = Assert.Single(FleetSchema.Compile(text).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(where, text.Substring(problem.Offset, problem.Length));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        if (hint is not null)
            Assert.Equal(hint, problem.Hint);
    }

    [Theory]
    [InlineData("7u == 7u", "unsigned numbers", "write 7")]
    [InlineData("b'x' == b'x'", "byte strings", null)]
    [InlineData("uint(1)", "unsigned numbers", null)]
    [InlineData("bytes('a')", "byte strings", null)]
    [InlineData("type(1) == int", "type values", null)]
    [InlineData("int", "type values", null)]
    [InlineData("Host{id: 'x'}", "message literals", "write a map, {'field': value}")]
    [InlineData("google.protobuf.Value{}", "message literals", null)]
    [InlineData("Status.UP == 1", "protobuf", null)]
    [InlineData(".host", "leading dot", "leave the dot out")]
    [InlineData("host.?rack", "optional values", null)]
    [InlineData("hosts[?0]", "optional values", null)]
    [InlineData("[?1]", "optional values", null)]
    [InlineData("{?'a': 1}", "optional values", null)]
    [InlineData("optional.of(1)", "optional values", null)]
    [InlineData("host.`admin-network`", "quoted field names", "write ['admin-network'] instead of .`admin-network`")]
    [InlineData("base64.encode('a')", "base64", null)]
    [InlineData("cel.block([1], cel.index(0))", "cel.bind", null)]
    [InlineData("sets.contains([1], [1])", "sets", null)]
    public void What_we_leave_out_is_refused_by_name_checked_or_not(string text, string what, string? hint)
    {
        var isChecked = FleetSchema.Compile(text).Problems;
        var isUnchecked = CelCompiler.CompileUnchecked(text, FleetSchema.Environment).Problems;
        foreach (var problems in new[] { isChecked, isUnchecked })
        {
            Assert.Contains(problems, p => p.Code == CelProblemCode.NotSupported
                && p.Message.Contains(what, StringComparison.Ordinal) && p.Hint is not null && (hint is null || p.Hint == hint));
        }
    }

    [Fact]
    public void All_mistakes_are_reported_in_the_order_of_the_text()
    {
        var problems = FleetSchema.Compile("host.nope == 1 && 7u > 0 && host.admin_network == 'dwon' && host.id == 3").Problems;
        Assert.Equal(["undeclared", "not-supported", "enum-value", "type"], problems.Select(p => p.Code));
    }

    [Fact]
    public void The_result_must_be_what_the_caller_wants()
    {
        var problem = Assert.Single(FleetSchema.Compile("host.id", CelType.Bool).Problems);
        Assert.Equal("the result is string, wanted bool", problem.Message);
        Assert.True(FleetSchema.Compile("host.busy", CelType.Bool).IsValid);
        Assert.True(FleetSchema.Compile("'down'", CelType.Enum("up", "down")).IsValid);
        Assert.True(FleetSchema.Compile("host.busy ? 'up' : 'down'", CelType.Enum("up", "down")).IsValid);
        Assert.Equal("enum-value", Assert.Single(FleetSchema.Compile("'dwon'", CelType.Enum("up", "down")).Problems).Code);
        Assert.Equal("type", Assert.Single(FleetSchema.Compile("host.id", CelType.Enum("up", "down")).Problems).Code);
        Assert.Equal("type", Assert.Single(FleetSchema.Compile("host.admin_network", CelType.Enum("up", "down")).Problems).Code);
    }

    [Fact]
    public void A_result_that_only_run_time_can_judge_is_judged_then()
    {
        var program = FleetSchema.Compile("dyn(host.id)", CelType.Bool).Program!;
        Assert.Contains("wanted bool", program.Evaluate(FleetSchema.Activation()).Error.Message, StringComparison.Ordinal);
    }
}
