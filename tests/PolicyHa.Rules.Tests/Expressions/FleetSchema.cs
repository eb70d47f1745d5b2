using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>A small schema as a caller would declare it, over plain records.</summary>
static class FleetSchema
{
    public sealed record Guest(string Id, string Boot, IReadOnlyDictionary<string, string> Metadata);

    public sealed record Node(string Id, string Admin, TimeSpan Age, IReadOnlyList<Guest> Guests)
    {
        public string? Rack { get; init; }

        public DateTimeOffset? Seen { get; init; }

        public IReadOnlyList<string> Zones { get; init; } = [];
    }

    public static readonly string[] Statuses = ["up", "down", "degraded", "unknown"];

    public static CelObjectType<Guest> GuestType { get; } = CelObjectType.Declare<Guest>("Instance", f => f
        .String("id", guest => guest.Id)
        .Enum("boot", ["volume", "local-disk"], guest => guest.Boot)
        .StringMap("metadata", guest => guest.Metadata));

    public static CelObjectType<Node> NodeType { get; } = CelObjectType.Declare<Node>("Host", f => f
        .String("id", node => node.Id)
        .Enum("admin_network", Statuses, node => node.Admin)
        .Enum("storage_network", Statuses, node => node.Admin)
        .Duration("signals_age", node => node.Age)
        .Timestamp("seen", node => node.Seen)
        .String("rack", node => node.Rack)
        .Int("guests_count", node => node.Guests.Count)
        .Bool("busy", node => node.Guests.Count > 2)
        .Double("load", node => node.Guests.Count / 10.0)
        .Object("local", GuestType, node => node.Guests.Count > 0 ? node.Guests[0] : null)
        .Strings("zones", 10, node => node.Zones)
        .Objects("instances", GuestType, 500, node => node.Guests));

    public static CelEnvironment Environment { get; } = CelEnvironment.Empty
        .With("host", NodeType)
        .With("instance", GuestType)
        .With("hosts", CelType.List(NodeType, 1_000))
        .With("params.settle", CelType.Duration)
        .With("params.storm", CelType.Int)
        .With("now", CelType.Timestamp);

    public static Node Sample { get; } = new("c1", "down", TimeSpan.FromSeconds(41),
    [
        new("p1", "local-disk", new Dictionary<string, string> { ["HA_Class"] = "pet" }),
        new("w1", "volume", new Dictionary<string, string>()),
    ])
    { Zones = ["nova"] };

    public static CelActivation Activation()
    {
        var activation = Environment.NewActivation();
        activation.Set("host", NodeType.Of(Sample));
        activation.Set("instance", GuestType.Of(Sample.Guests[0]));
        activation.Set("hosts", CelValue.Of(NodeType.Of(Sample), NodeType.Of(Sample with { Id = "c2", Admin = "up" })));
        activation.Set("params.settle", CelValue.Of(CelDuration.From(TimeSpan.FromSeconds(10))));
        return activation;
    }

    public static CelResult Compile(string text, CelType? expected = null) =>
        CelCompiler.Compile(text, Environment, expected ?? CelType.Dyn);
}
