using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Explain;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>Records to store. "Full" ones have every field set, with text that breaks careless quoting.</summary>
public static class Sample
{
    public const string Awkward = "it's \"quoted\"; DROP TABLE incident;-- \\ \t\r\n %_@host {\"a\":1} <b>&amp; ü 日本 🦊";

    public static readonly SegmentName Segment = new("rack 1 / süd");

    /// <summary>With ticks: times are kept to the last digit.</summary>
    public static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 21, 9, 30, 15, TimeSpan.Zero).AddTicks(1_234_567);

    public static readonly EventId Cause = new("mon://a'b", "e-1");

    public static Incident Incident(string id = "inc-1", string host = "h1") => new()
    {
        Id = new IncidentId(id),
        Segment = Segment,
        Host = new HostName(host),
        State = IncidentState.Recovering,
        Because = "",
        Row = "host-context/cut-off",
        RowAt = "default.yaml:10:3",
        Policy = "compute-ha@1+9f2c41d07a3b",
        OpenedAt = Now,
        FaultSince = Now.AddSeconds(-10),
        Explanation = new Explanation { Subject = host, At = Now, Policy = "p", Domain = "s1", Outcome = [] },
    };

    /// <summary>To be written over <see cref="Incident"/>.</summary>
    public static Incident FullIncident() => Incident() with
    {
        Version = 1,
        Instance = new InstanceId("5d0c0d5e-0000-4000-8000-000000000001"),
        Scope = "rack " + Awkward,
        State = IncidentState.Recovering,
        Hold = HoldReason.MixedHost,
        Because = Awkward,
        ClosedAt = Now.AddMinutes(5),
        Told = AlertSeverity.Critical,
        Plans = 3,
        Plan = new PlanId("inc-1/3"),
        Proof = new ProofOfDeath.PowerReadOffTwice(new HostName("h1"), Awkward, Now, Now.AddSeconds(2), AlreadyOff: true),
        Instances =
        [
            new InstanceOutcome(new InstanceId("i1"), Awkward, RecoveryResult.Recovered, Engine.Topology.VmState.Stopped, new HostName("h2"), Awkward),
            new InstanceOutcome(new InstanceId("i2"), "b", RecoveryResult.NotTried, null, null, ""),
        ],
        RetryAt = Now.AddMinutes(1),
        RemindAt = Now.AddMinutes(2),
        AgeToldAt = Now.AddDays(2),
        SupersededBy = new IncidentId("inc-2"),
        Explanation = FullExplanation(),
    };

    public static Explanation FullExplanation() => new()
    {
        Subject = Awkward,
        At = Now,
        Policy = "compute-ha@1",
        Domain = "s1",
        Outcome = ["fence h1", ""],
        Because = new BecauseRow(
            "host-context", "cut-off", "f:1:2", [new("admin", "down", Now, "mon#1", "signal/h1/admin@3"), new("power", "", null, null)], Awkward),
        NearMisses = [new NearMiss("row", new RuleSource("f'.yaml", 3, 4), "storage", "down", "up")],
        Derived = [new DerivedFact("HostFault(h1)", "host-lost", "f:9:1", ["a", "b"])],
        Guards = [new GuardAnswer("storm", true, Awkward)],
        Silent = [new SilentRule("maintenance", "built-in", Awkward)],
        Limits = [new LimitUse("storm", "f:8:1", "segment/s1", 2, 3, ["h1", Awkward], 1), new LimitUse("fencing", "f:9:1", "s", 0, 0, [], null)],
        Suppressed = [new SuppressedFault("i1", "crashed", Awkward)],
        Instances = [new InstanceNote("i1", Awkward, "pet", "f:2:2", "evacuated")],
        Patience = [new StepPatience("fence", "f:12:3", Awkward)],
        SupersededBy = "inc-2",
    };

    public static PlanStep Step(string plan = "inc-1/1", int number = 1, StepKind kind = StepKind.Fence) => new()
    {
        Id = new StepId($"{plan}/{kind.Name()}/{number}"),
        Plan = new PlanId(plan),
        Number = number,
        Kind = kind,
        Host = new HostName("h1"),
        After = [],
        Timeout = TimeSpan.FromSeconds(30),
        TriesMax = 2,
    };

    public static PlanStep FullStep(int number = 2) => Step(number: number, kind: StepKind.LiveMigrate) with
    {
        Instance = new InstanceId("5d0c0d5e-0000-4000-8000-000000000001"),
        InstanceName = Awkward,
        Argument = "h2",
        Former = Engine.Topology.VmState.Paused,
        After = [1, 7],
        Timeout = TimeSpan.FromMilliseconds(90_250),
        BackOff = TimeSpan.FromMilliseconds(1_500),
        State = StepState.Pending,
        Tries = 1,
        StartedAt = Now,
        NextAt = Now.AddSeconds(1),
        EndedAt = Now.AddSeconds(2),
        Memo = new Dictionary<string, string> { ["asked-at"] = "t", [""] = Awkward },
        Outcome = Awkward,
    };

    public static RecoveryPlan Plan(string incident = "inc-1", int number = 1, params PlanStep[] steps) => new()
    {
        Id = PlanId.Of(new IncidentId(incident), number),
        Incident = new IncidentId(incident),
        Segment = Segment,
        Host = new HostName("h1"),
        Strength = PlanStrength.Fence,
        Intent = Awkward,
        Policy = "compute-ha@1",
        SnapshotDigest = "0123abcd",
        CreatedAt = Now,
        Steps = steps.Length > 0 ? steps : [Step($"{incident}/{number}")],
    };

    public static Alert Alert(
        string key = "h1", string summary = "h1 is down", AlertSeverity severity = AlertSeverity.Critical) =>
        new(key, "incident-opened", severity, new HostName("h1"), new InstanceId("i1"), new IncidentId("inc-1"), summary, Now);

    public static StoredPolicy Policy(string revision, int language = 1) => new(
        new PolicyVersion("compute-ha", revision, $"9f2c41d07a3b{revision}"), "root", PolicyOrigin.Api, Now,
        [new PolicyText("a.yaml", "policy: compute-ha\n")], new Dictionary<string, string>())
    {
        Language = language,
    };

    public static HistoryEntry Line(string text, string? incident = null, string? host = null) =>
        new(Now, HistoryKind.Incident, text)
        {
            Incident = incident is null ? null : new IncidentId(incident),
            Host = host is null ? null : new HostName(host),
        };
}
