using PolicyHa.Engine.Policies;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.Histories;

/// <summary>
/// The policies that random histories are played with: the shipped ones with params that matter, every answer to mixed hosts, and
/// fenced hosts that come back by themselves. Compiled once; a history takes one down. Immutable.
/// </summary>
public sealed class PolicyShelf
{
    static readonly string[] Mixed = ["drain-then-fence", "pets-win", "cattle-win"];

    /// <summary>How a fenced host comes back; those above wait for a person.</summary>
    static readonly string[] Returns =
        ["{mode: auto, healthy: 30s, fail-back: true}", "{mode: force, fail-back: true}", "{mode: auto, healthy: 2m}"];

    /// <summary>Little patience, and incidents that are old soon.</summary>
    const string Hasty = "\nsteps: {fence: {timeout: 20s, tries: 2, back-off: 40s}, evacuate: {timeout: 2m, tries: 2}, migrate: {timeout: 1m, tries: 2}}"
        + "\nescalation: [{on: incident-old, after: 10m, again-every: 10m}]";

    /// <summary>The service that some policies hand recoveries over to.</summary>
    public const string Healer = "healer";

    /// <summary>Recoveries of hosts and of instances are handed over, with something left to do where that fails, or with nothing.</summary>
    static readonly (string Old, string New)[] Handing =
    [
        ("| live-migrate                      |", $"| call {Healer}, else: live-migrate |"),
        ("| restart-service, notify           |", $"| call {Healer}, else: restart-service |"),
        ("restart, notify                             | restart, notify                             |", $"call {Healer}, else: restart, notify | call {Healer} |"),
    ];

    readonly IReadOnlyList<(RecoveryPolicy Policy, ScenarioPolicy From)> policies =
    [
        .. ShippedPolicies.All.SelectMany(p => ParamSets(p), (p, set) => Compiled(p, new ScenarioPolicy($"rules/{p.Name}", null, set))),
        .. Mixed.Skip(1).Select(m => AnotherDefault(m, "")),
        .. Returns.Zip(Mixed, (r, m) => AnotherDefault(m, $"\nre-admission: {r}", ("when-none: hold}", "when-none: hold, reserved-joins: [few]}"))),
        AnotherDefault(Mixed[0], Hasty, ("| live-migrate                      |", "| call healer, else: live-migrate, else: migrate |"), ("restart, notify                             | restart, notify                             |", "stop, migrate, start | stop, start |")),
        AnotherDefault(Mixed[1], "", Handing),
        AnotherDefault(Mixed[0], "\nsteps: {call: {timeout: 40s, tries: 2, back-off: 10s}}", Handing),
        AnotherDefault(Mixed[0], "\nfencing: {verb: reboot, pending-timeout: 5m}"),
        AnotherDefault(Mixed[0], "\nshutdown: {mode: freeze, wait: 4m}"),
        AnotherDefault(Mixed[2], "\nshutdown: {mode: failover, wait: 2m}"),
        AnotherDefault(Mixed[2], $"\nfencing: {{verb: reboot}}\nre-admission: {Returns[0]}", ("restart, notify                             | restart, notify                             |", "reboot, notify | reboot, else: restart |")),
    ];

    public int Count => policies.Count;

    public (RecoveryPolicy Policy, ScenarioPolicy From) this[int number] => policies[number];

    /// <summary>One that a step can name by its path; those that are a text of their own are only taken at the start.</summary>
    public (RecoveryPolicy Policy, ScenarioPolicy From) AnyFile(Random random)
    {
        for (; ; )
        {
            if (this[random.Next(Count)] is { From.Path: not null } one)
                return one;
        }
    }

    static IEnumerable<IReadOnlyDictionary<string, string>> ParamSets(SourceText policy) =>
    [
        new Dictionary<string, string>(),
        new Dictionary<string, string> { ["storm_share"] = "60", ["observers"] = "1", ["settle"] = "5s" },
        new Dictionary<string, string> { ["storm_share"] = "100", ["max_fencing"] = "6", ["settle"] = "0s" },
        new Dictionary<string, string> { ["storm_share"] = "60", ["max_fencing"] = "1", ["observers"] = "3" },
        policy == ShippedPolicies.Conservative
            ? new Dictionary<string, string> { ["storm_share"] = "50", ["grace"] = "1m", ["max_fencing"] = "3" }
            : new Dictionary<string, string> { ["max_fencing"] = "0" },
        .. policy.Text.Contains("max_per_round:", StringComparison.Ordinal)
            ? [new Dictionary<string, string> { ["storm_share"] = "100", ["max_fencing"] = "9", ["max_per_round"] = "1", ["settle"] = "2s" }]
            : Array.Empty<Dictionary<string, string>>(),
    ];

    /// <summary>The default table with another answer to mixed hosts, and more after it: a file of its own, without its tests.</summary>
    static (RecoveryPolicy Policy, ScenarioPolicy From) AnotherDefault(string mixed, string more, params (string Old, string New)[] edits)
    {
        var text = ShippedPolicies.Default.Text.Replace($"mixed-hosts: {Mixed[0]}", $"mixed-hosts: {mixed}{more}", StringComparison.Ordinal);
        foreach (var (old, young) in edits)
            text = text.Replace(old, young, StringComparison.Ordinal);
        text = text[..text.IndexOf("\ntests:", StringComparison.Ordinal)] + "\n";
        var set = new Dictionary<string, string> { ["storm_share"] = "60" };
        return Compiled(new SourceText("history.yaml#policy-text", text), new ScenarioPolicy(null, text, set));
    }

    static (RecoveryPolicy Policy, ScenarioPolicy From) Compiled(SourceText source, ScenarioPolicy from)
    {
        var policy = PolicyCompiler.Compile([source], from.Params).Policy;
        return (policy ?? throw new InvalidOperationException($"{source.Name} has errors with {string.Join(", ", from.Params)}"), from);
    }
}
