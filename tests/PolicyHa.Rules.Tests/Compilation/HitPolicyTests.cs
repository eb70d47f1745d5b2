using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>Which row decides where several match.</summary>
public class HitPolicyTests
{
    [Fact]
    public void With_any_rows_may_share_a_state_if_they_ask_for_the_same()
    {
        var policy = Table("any", "id | admin | tenant || pet", "a | down | * || fence", "b | * | down || fence", "ok | up | up || none");

        Assert.Equal("a", policy.RowFor(Fleets.Host("h1", "down down"))!.Row);
        Assert.Equal("b", policy.RowFor(Fleets.Host("h1", "up down"))!.Row);
    }

    [Fact]
    public void With_any_conditions_that_differ_at_run_time_are_an_error()
    {
        var policy = Table("any", "id | admin | tenant || pet", "a | =host.name == 'h1' | * || fence", "b | * | down || notify");

        Assert.Equal("on-error", policy.RowFor(Fleets.Host("h1", "up down"))!.Row);
    }

    [Fact]
    public void With_priority_the_highest_decides_and_equals_are_an_error()
    {
        var policy = Table("priority", "id | admin | tenant || priority | pet",
            "low | * | * || 1 | notify", "high | down | * || 20 | fence", "odd | =host.name == 'h2' | * || 20 | notify");

        Assert.Equal("high", policy.RowFor(Fleets.Host("h1", "down"))!.Row);
        Assert.Equal("low", policy.RowFor(Fleets.Host("h1", "up"))!.Row);
        Assert.Equal("on-error", policy.RowFor(Fleets.Host("h2", "down"))!.Row);
    }

    [Theory]
    [InlineData("up up", null, null)]
    [InlineData("down up", "admin", "notify, after 5m: fence, evacuate")]
    [InlineData("up down", "tenant", "live-migrate")]
    [InlineData("down down", "admin+tenant", "notify, live-migrate, after 5m: live-migrate, fence, evacuate")]
    public void With_collect_everything_that_matching_rows_ask_for_is_done_in_order_of_strength(string signals, string? row, string? actions)
    {
        var policy = Table("collect", "id | admin | tenant || pet",
            "admin | down | * || notify, after 5m: fence, evacuate", "tenant | * | down || live-migrate", "ok | * | * || none");

        var spoken = policy.RowFor(Fleets.Host("h1", signals));

        Assert.Equal((row, actions), (spoken?.Row, spoken?.Cells[InstanceClass.Pet].ToString()));
    }

    static RecoveryPolicy Table(string hit, params string[] rows)
    {
        var outputs = hit == "priority" ? "{priority: int, pet: actions}" : "{pet: actions}";
        return Policies.Compile(Policies.HostTable(
                "{admin: host.admin_network, tenant: host.tenant_network}", string.Join('\n', rows.Select(r => $"    | {r} |")),
                $"  hit: {hit}\n  otherwise: {{pet: none, because: no}}")
            .Replace("{pet: actions}", outputs, StringComparison.Ordinal));
    }
}
