using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>What cells mean, and what a table says when it runs.</summary>
public class DecisionTableTests
{
    [Theory]
    [InlineData("down", "down")]
    [InlineData("up|degraded", "up degraded")]
    [InlineData("-", "up degraded down")]
    [InlineData("*", "up degraded down unknown")]
    [InlineData("!down", "up degraded")]
    [InlineData("!down|unknown", "up degraded unknown")]
    [InlineData("!unknown", "up degraded down")]
    [InlineData("=host.admin_network == 'up'||host.maintenance", "up")]
    public void A_cell_of_words_admits(string cell, string admitted)
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}", Rows("id | admin || pet", $"hit | {cell} || fence"), Otherwise));

        string[] statuses = ["up", "degraded", "down", "unknown"];
        var hits = statuses.Where(s => policy.RowFor(Fleets.Host("h1", s))!.Row == "hit");

        Assert.Equal(admitted, string.Join(' ', hits));
    }

    [Theory]
    [InlineData("5m", "5m")]
    [InlineData(">=5m", "5m 6m")]
    [InlineData(">5m", "6m")]
    [InlineData("<5m", "4m")]
    [InlineData("<=5m", "4m 5m")]
    [InlineData("[4m..5m]", "4m 5m")]
    [InlineData("[4m..5m)", "4m")]
    [InlineData("(4m..6m)", "5m")]
    [InlineData("4m|>=6m", "4m 6m")]
    [InlineData("*", "4m 5m 6m")]
    public void A_cell_of_durations_admits(string cell, string admitted)
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{age: host.signals_age}", Rows("id | age || pet", $"hit | {cell} || fence"), Otherwise));

        int[] ages = [4, 5, 6];
        var hits = ages.Where(m => policy.RowFor(Fleets.Host("h1", age: TimeSpan.FromMinutes(m)))!.Row == "hit");

        Assert.Equal(admitted, string.Join(' ', hits.Select(m => $"{m}m")));
    }

    [Theory]
    [InlineData("2", "two")]
    [InlineData("3", "more")]
    [InlineData("9", "more")]
    [InlineData("10", "many")]
    [InlineData("-1", "few")]
    public void A_cell_of_numbers_admits(string size, string row)
    {
        var text = Policies.HostTable("{size: params.size}", Rows(
            "id | size || pet", "few | <=1 || notify", "two | 2 || notify", "more | [3..9] || notify",
            "many | >9 || notify"));
        text = text.Replace("classes:", $"params:\n  size: {{type: int, default: {size}}}\nclasses:",
            StringComparison.Ordinal);

        Assert.Equal(row, Policies.Compile(text).RowFor(Fleets.Host("h1"))!.Row);
    }

    [Theory]
    [InlineData("z1", "here")]
    [InlineData("z2", "there")]
    public void Texts_that_no_cell_names_are_any_other(string zone, string row)
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{zone: host.zone, on: host.maintenance}",
            Rows("id | zone | on || pet", "here | z1 | false || notify", "there | !z1 | false || notify",
                "work | * | true || notify")));

        Assert.Equal(row, policy.RowFor(Fleets.Host("h1", zone: zone))!.Row);
    }

    [Fact]
    public void A_row_that_asks_for_nothing_says_nothing()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}", Rows("id | admin || pet", "ok | up || none"), Otherwise));

        Assert.Null(policy.RowFor(Fleets.Host("h1", "up")));
    }

    [Fact]
    public void The_match_tells_inputs_place_and_rows_that_nearly_matched()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network, storage: host.storage_network}",
            Rows("id | admin | storage || pet", "ok | up | up || none", "admin | down | up || notify",
                "storage | up | down || notify", "both | down | down || fence"), Otherwise));

        var row = policy.RowFor(Fleets.Host("h1", "down up down up"))!;

        Assert.Equal(("t", "both", "rules.yaml:17:7"), (row.Table, row.Row, row.At.ToString()));
        Assert.Equal([("admin", "down"), ("storage", "down")], row.Inputs);
        Assert.Equal(
            [
                new NearMiss("admin", new RuleSource("rules.yaml", 15, 7), "storage", "up", "down"),
                new NearMiss("storage", new RuleSource("rules.yaml", 16, 7), "admin", "up", "down"),
            ],
            row.NearMisses);
    }

    [Fact]
    public void Otherwise_speaks_where_no_row_does_and_says_why()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}", Rows("id | admin || pet", "ok | up || none"), Otherwise));

        var row = policy.RowFor(Fleets.Host("h1", "unknown"))!;

        Assert.Equal(("otherwise", "not covered", "notify"),
            (row.Row, row.Because, row.Cells[InstanceClass.Pet].ToString()));
    }

    [Fact]
    public void With_hit_first_the_order_decides()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}",
            Rows("id | admin || pet", "down | down || fence", "any | * || notify"), "  hit: first"));

        Assert.Equal("down", policy.RowFor(Fleets.Host("h1", "down"))!.Row);
        Assert.Equal("any", policy.RowFor(Fleets.Host("h1", "up"))!.Row);
    }

    [Fact]
    public void A_table_that_cannot_be_evaluated_asks_for_nothing_and_says_why()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{odd: \"instance.metadata['rack'] == 'r1'\"}",
            Rows("id | odd || pet", "a | true || restart", "b | false || restart"), subject: "instance"));

        var facts = policy.Infer(Fleets.Host("h1"), Fleets.Fault("i1", "crashed"));
        var row = facts.Of(KnownKinds.InstanceRow)[0];

        Assert.Equal("on-error", row.Row);
        Assert.True(row.IsHealthy);
        Assert.Contains("rack", row.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_a_host_table_is_a_fault_so_that_somebody_hears_of_it()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}",
            Rows("id | admin || pet", "a | up || notify", "b | =10/size(host.name) > 5 || fence"), Otherwise));

        var fault = policy.Infer(Fleets.Host("", "down")).Of(KnownKinds.HostFault)[0];

        Assert.Equal("on-error", fault.Row.Row);
        Assert.Contains("divide by zero", fault.Row.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_conditions_that_hold_at_once_in_a_unique_table_are_an_error()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network}",
            Rows("id | admin || pet", "a | =host.name == 'h1' || notify", "b | =host.zone == 'nova' || fence"),
            Otherwise));

        Assert.Equal("on-error", policy.RowFor(Fleets.Host("h1"))!.Row);
        Assert.Equal("b", policy.RowFor(Fleets.Host("h2"))!.Row);
    }

    [Fact]
    public void Tables_of_more_than_64_rows_work()
    {
        var rows = Enumerable.Range(0, 150).Select(i => $"r{i} | h{i} || notify");
        var policy = Policies.Compile(Policies.HostTable(
            "{name: host.name}", Rows(["id | name || pet", .. rows]), Otherwise));

        Assert.Equal("r0", policy.RowFor(Fleets.Host("h0"))!.Row);
        Assert.Equal("r64", policy.RowFor(Fleets.Host("h64"))!.Row);
        Assert.Equal("r149", policy.RowFor(Fleets.Host("h149"))!.Row);
        Assert.Equal("otherwise", policy.RowFor(Fleets.Host("h150"))!.Row);
    }

    [Fact]
    public void Columns_may_stand_in_another_order_than_their_declarations()
    {
        var policy = Policies.Compile(Policies.HostTable(
            "{admin: host.admin_network, storage: host.storage_network}",
            Rows("id | storage | admin || pet", "a | down | up || fence"), Otherwise));

        Assert.Equal("a", policy.RowFor(Fleets.Host("h1", "up up down up"))!.Row);
    }

    [Fact]
    public void Ladders_may_wait_for_a_param()
    {
        var text = Policies.HostTable(
            "{admin: host.admin_network}",
            Rows("id | admin || pet", "a | down || notify, after params.grace: fence, evacuate"), Otherwise)
            .Replace("classes:", "params:\n  grace: {type: duration, default: 7m}\nclasses:", StringComparison.Ordinal);
        var policy = Policies.Compile(text);

        Assert.Equal("notify, after 7m: fence, evacuate",
            policy.RowFor(Fleets.Host("h1", "down"))!.Cells[InstanceClass.Pet].ToString());
        Assert.Contains(TimeSpan.FromMinutes(7), policy.Horizons);
    }

    [Fact]
    public void Matches_come_in_the_order_of_the_snapshot()
    {
        var policy = Policies.Load(ShippedPolicies.Default).Policy!;
        var hosts = Enumerable.Range(0, 30).Select(i => Fleets.Host($"h{i:00}", "up down up up")).ToList();

        var once = policy.Infer(hosts).Of(KnownKinds.RowMatch).Select(r => r.Host.Value);

        Assert.Equal(hosts.Select(h => h.Name.Value), once);
    }

    [Fact]
    public void A_turn_in_which_nothing_changed_looks_at_nothing_again()
    {
        var policy = Policies.Load(ShippedPolicies.Default).Policy!;
        var snapshot = Fleets.Snapshot([.. Enumerable.Range(0, 1_000).Select(i => Fleets.Host($"h{i}"))]);
        var inference = new SegmentInference(policy);
        _ = inference.Update(snapshot, FleetFacts.None);
        _ = inference.Update(snapshot, FleetFacts.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = inference.Update(snapshot, FleetFacts.None);

        // a host looked at again would cost its state fact, 80 bytes; what is left is the answer's own object
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    const string Otherwise = "  otherwise: {pet: notify, because: not covered}";

    static string Rows(params IEnumerable<string> rows) => string.Join('\n', rows.Select(r => $"    | {r} |"));
}
