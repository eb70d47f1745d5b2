namespace PolicyHa.Rules.Tests.Compilation;

/// <summary>Named expressions.</summary>
public class VarTests
{
    [Theory]
    [InlineData("up", 60, "fine")]
    [InlineData("down", 60, "lost")]
    [InlineData("down", 5, null)]
    public void A_var_stands_for_its_expression(string admin, int seconds, string? row)
    {
        var policy = Policies.Compile(With("""
            steady: "host.signals_age >= params.settle"
            reachable: "vars.on_admin || host.cluster == 'up'"
            on_admin: "host.admin_network == 'up'"
            """, "when: vars.steady", "{reachable: vars.reachable}", "fine | true || notify", "lost | =!vars.reachable || fence"));

        var spoken = policy.RowFor(Fleets.Host("h1", $"{admin} up up up up up down", TimeSpan.FromSeconds(seconds)));

        Assert.Equal(row, spoken?.Row);
        Assert.Contains(TimeSpan.FromSeconds(30), policy.Horizons);
    }

    [Fact]
    public void A_var_may_be_an_age_of_a_column()
    {
        var policy = Policies.Compile(With(
            "age: host.signals_age", "", "{age: vars.age}", "young | <2m || none", "old | >=2m || notify"));

        Assert.Null(policy.RowFor(Fleets.Host("h1", age: TimeSpan.FromMinutes(1))));
        Assert.Equal("old", policy.RowFor(Fleets.Host("h1", age: TimeSpan.FromMinutes(2)))!.Row);
        Assert.Contains(TimeSpan.FromMinutes(2), policy.Horizons);
    }

    [Fact]
    public void An_error_inside_a_var_names_it()
    {
        var policy = Policies.Compile(With(
            "half: \"10 / size(host.name)\"", "", "{few: \"vars.half > 3\"}", "few | true || notify", "many | false || none"));

        Assert.Contains("vars.half: divide by zero", policy.RowFor(Fleets.Host(""))!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_var_with_a_macro_can_stand_in_a_macro()
    {
        var policy = Policies.Compile(With(
            "short: \"['h1', 'h2'].exists(n, n == host.name)\"", "",
            "{known: \"[1, 2].all(i, i > 0 && vars.short && i < 3)\"}", "yes | true || notify", "no | false || fence"));

        Assert.Equal("yes", policy.RowFor(Fleets.Host("h2"))!.Row);
        Assert.Equal("no", policy.RowFor(Fleets.Host("h3"))!.Row);
    }

    [Fact]
    public void Near_misses_show_the_var()
    {
        var policy = Policies.Compile(With(
            "lost: \"host.admin_network == 'down'\"", "", "{admin: vars.lost, storage: host.storage_network}",
            "a | =vars.lost || notify", "b | false || fence"));

        Assert.Equal("=vars.lost", policy.RowFor(Fleets.Host("h1"))!.NearMisses.Single().Wanted);
    }

    static string With(string vars, string when, string inputs, params string[] rows)
    {
        var isWide = inputs.Contains("storage", StringComparison.Ordinal);
        var lines = rows.Select(r => isWide ? r.Replace("||", "| * ||", StringComparison.Ordinal) : r)
            .Prepend($"id | {inputs[1..^1].Split(':')[0]} {(isWide ? "| storage " : "")}|| pet").Select(r => $"    | {r} |");
        return Policies.HostTable(inputs, string.Join('\n', lines), (when.Length > 0 ? $"  {when}\n" : "") + "  otherwise: {pet: none, because: no}")
            .Replace("classes:", $"params:\n  settle: {{type: duration, default: 30s}}\nvars:\n  {vars.Replace("\n", "\n  ", StringComparison.Ordinal)}\nclasses:", StringComparison.Ordinal);
    }
}
