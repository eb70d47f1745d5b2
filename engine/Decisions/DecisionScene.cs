using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>What a decision about one host rests on.</summary>
sealed record DecisionScene(
    ClusterSnapshot Snapshot,
    HostView Host,
    Beliefs Beliefs,
    RecoveryPolicy Policy,
    FenceLoad Load,
    WideOutages Outages,
    SubjectDigest Digest,
    Lazy<HaGroups> AllGroups,
    DecisionOptions Options)
{
    /// <summary>The host has been put back into service since the last turn: what is wrong with it now is wrong from now on.</summary>
    public bool IsJustBack { get; init; }

    /// <summary>The host's incident that is opened in this very turn; null: none is.</summary>
    public IncidentId? Takeover { get; init; }

    public DateTimeOffset Now => Snapshot.TakenAt;

    /// <summary>Of the instances of the whole segment.</summary>
    public HaGroups Groups => AllGroups.Value;

    /// <summary>Persons' words that the host is off, as far as they count in this incident.</summary>
    public DeathWords WordsIn(Incident incident) =>
        DeathWords.On(incident, Host.Mark, Host.LastLife, Snapshot.Operators, Policy.ConfirmDead, Now);

    /// <summary>When the operators are told again of a host that waits for a proof now.</summary>
    public DateTimeOffset RemindAt => Now + Policy.Escalation.RemindEvery;

    /// <summary>When a fence that could not be proven now is tried again.</summary>
    public DateTimeOffset FenceRetryAt => Now + (Policy.Escalation.FenceRetryAfter ?? Options.FenceRetryAfter);
}
