using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>operator_switch</c>: who switched what, for which part of the cloud, when, and why.</summary>
sealed record SwitchRow
{
    public const string Disarm = "disarm";
    public const string Paused = "pause";
    public const string Maintenance = "maintenance";

    public int Position { get; init; }

    public required string Kind { get; init; }

    public string? Segment { get; init; }

    public string? Host { get; init; }

    public required string SetBy { get; init; }

    public required string Reason { get; init; }

    public required string At { get; init; }

    public string? Until { get; init; }

    public bool Drain { get; init; }

    public static IEnumerable<SwitchRow> AllOf(OperatorState operators) =>
    [
        .. operators.PartsDisarmed.Prepend(operators.Disarmed).OfType<Disarmed>().Select(d => Of(Disarm, d.Scope, d.By, d.Reason, d.At, d.Until)),
        .. operators.Pauses.Select(p => Of(Paused, p.Scope, p.By, p.Reason, p.At, p.Until)),
        .. operators.Maintenance.Select(m => Of(Maintenance, m.Scope, m.By, m.Reason, m.At, m.Until) with { Drain = m.Drain }),
    ];

    public Disarmed ToDisarmed() => new(SetBy, Reason, StoredTime.Read(At)) { Scope = Scope, Until = StoredTime.ReadOrNull(Until) };

    public Pause ToPause() => new(Scope, Reason, SetBy, StoredTime.Read(At), StoredTime.ReadOrNull(Until));

    public MaintenanceWindow ToWindow() =>
        new(Scope, SetBy, Reason, StoredTime.Read(At), StoredTime.ReadOrNull(Until)) { Drain = Drain };

    WorkScope Scope => Host is not null ? WorkScope.Of(new HostName(Host))
        : Segment is not null ? WorkScope.Of(new SegmentName(Segment))
        : WorkScope.Everything;

    static SwitchRow Of(string kind, WorkScope scope, string by, string reason, DateTimeOffset at, DateTimeOffset? until) => new()
    {
        Kind = kind,
        Segment = scope.Segment?.Value,
        Host = scope.Host?.Value,
        SetBy = by,
        Reason = reason,
        At = StoredTime.Text(at),
        Until = StoredTime.Text(until),
    };
}
