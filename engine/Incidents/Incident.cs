using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Incidents;

/// <summary>One trouble of one host, or of one instance on a healthy host.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }

    public required SegmentName Segment { get; init; }

    public required HostName Host { get; init; }

    /// <summary>Null for a host incident.</summary>
    public InstanceId? Instance { get; init; }

    /// <summary>
    /// Something larger than a host, such as <c>rack r7</c>; <see cref="Host"/> is then the first host it was seen on. Null otherwise.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>It is about the host itself.</summary>
    public bool IsOfHost => Instance is null && Scope is null;

    /// <summary>How often it has been written. Whoever writes it again must have seen the newest; the store counts on.</summary>
    public int Version { get; init; }

    /// <summary><see cref="IncidentTransitions"/> has the legal moves.</summary>
    public required IncidentState State { get; init; }

    /// <summary>Why it is held; null in other states.</summary>
    public HoldReason? Hold { get; init; }

    /// <summary>One sentence for people: why it is held, what failed, why it was closed.</summary>
    public required string Because { get; init; }

    /// <summary>The row that speaks for it, <c>table/row</c>.</summary>
    public required string Row { get; init; }

    /// <summary>Where that row is written, <c>file:line:column</c>.</summary>
    public required string RowAt { get; init; }

    /// <summary>The policy that decided last.</summary>
    public required string Policy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the signals behind it last changed; ladders (<c>after 5m</c>) count from here.</summary>
    public required DateTimeOffset FaultSince { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last state told to the operators; a change of it raises an alert.</summary>
    public AlertSeverity Told { get; init; } = AlertSeverity.Ok;

    /// <summary>How many plans it has had; the next one's number is one more.</summary>
    public int Plans { get; init; }

    /// <summary>The plan under way, or the last one.</summary>
    public PlanId? Plan { get; init; }

    /// <summary>What it came to, instance by instance, as far as plans of it are over.</summary>
    public IReadOnlyList<InstanceOutcome> Instances { get; init; } = [];

    /// <summary>Why the host counts as dead in this incident. Null until proven, and again once revoked.</summary>
    public ProofOfDeath? Proof { get; init; }

    /// <summary>When a fence that could not be proven is tried again; null otherwise.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the operators are told again that it waits for a proof; null in other states.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>When the operators were last told that it has been open for very long; null: not yet.</summary>
    public DateTimeOffset? AgeToldAt { get; init; }

    /// <summary>The incident that took it over: its host is faulty itself. Null: none has.</summary>
    public IncidentId? SupersededBy { get; init; }

    /// <summary>Why it was decided so: the one explanation that API, log and golden files print.</summary>
    public required Explanation Explanation { get; init; }

    public bool IsOpen => State != IncidentState.Closed;

    /// <summary>What it is about, for people: the host, or the instance on it.</summary>
    public string Subject => Scope ?? (Instance is { } instance ? $"instance {instance}" : Host.Value);
}
