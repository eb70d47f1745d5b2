namespace PolicyHa.Fuzz.Inputs;

/// <summary>A kind of fact as rules of made-up policies use it.</summary>
/// <param name="Name">As it stands in <c>match</c>.</param>
/// <param name="Host">The field that names its host; null where it is about no host.</param>
/// <param name="Conditions">What can be asked of it alone; <c>$</c> stands for the name of the fact.</param>
/// <param name="Numbers">Its fields that are ints.</param>
sealed record RuleKindGrammar(string Name, string? Host, string[] Conditions, string[] Numbers)
{
    /// <summary>Who decides leads to rows: only who does not may ask for their absence.</summary>
    public const string Rows = "'table t0'";

    static readonly string[] Recoveries = ["recoveries"];

    static readonly string[] Hosts = ["hosts"];

    /// <summary>What is there before any rule has spoken.</summary>
    public static IReadOnlyList<RuleKindGrammar> Given { get; } =
    [
        new("Host", "id",
            [
                "$.storage_network == 'down'", "$.power != 'down' && $.flaps < 3", "$.signals_age >= params.grace", "'ssd' in $.aggregates",
                "has($.rack) && $.rack == 'r1'", "$.rack == 'r1'", "now.getMinutes() % 2 == 0 && $.compute == 'up'", "$.aggregate_metadata['x'] == 'y'",
                "$.instances > params.n", "(vars.night || $.admin_network == 'down')", "size($.name) * 9223372036854775807 > 1",
            ],
            ["flaps", "instances"]),
        new("InstanceFault", "host",
            ["$.kind == 'io-error'", "$.age >= params.settle", "($.recoveries >= 1 || $.ha_enabled)", "$.zone == 'nova'", "$.metadata.tier == 'x'"],
            Recoveries),
        new(Rows, "host", ["$.row == 'r0'", "$.row != 'otherwise'", "$.table == 't0'"], []),
    ];

    /// <summary>What is there after the rules that decide: who asks for it must not decide again.</summary>
    public static IReadOnlyList<RuleKindGrammar> Late { get; } =
    [
        new("HostFault", "host", ["$.row == 'r0'", "$.segment == 'made-up'", "$.zone.startsWith('n')"], []),
        new("HostSuspect", "host", ["$.zone == 'nova'"], []),
    ];

    /// <summary>About no host.</summary>
    public static IReadOnlyList<RuleKindGrammar> Wide { get; } =
    [
        new("Segment", null, ["$.hosts > 2", "$.name != ''"], Hosts),
        new("Zone", null, ["$.hosts > 2", "$.name == 'nova'"], Hosts),
        new("Cloud", null, ["$.segments >= 1", "$.hosts > 100"], ["hosts", "segments"]),
    ];

    /// <summary>What rules of these policies derive: a number and a word about a host.</summary>
    public static RuleKindGrammar Derived(string name) =>
        new(name, "host", ["$.n > 0", "$.w == 'storage'", "$.segment == 'made-up'", "$.n + 1 < params.n"], ["n"]);
}
