using System.ComponentModel.DataAnnotations;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Running;

namespace PolicyHa.Api.Configuration;

/// <summary>
/// Times and counts that are habit rather than law. The defaults are the engine's own; each is explained there.
/// </summary>
public sealed class LimitOptions
{
    const string Short = "must be from 10ms to 1m";
    const string Long = "must be from 1s to 1d";

    static readonly ExecutionOptions Execution = new();
    static readonly DecisionOptions Decision = new();
    static readonly DriverOptions Driver = new();

    /// <summary>Two reads of "off" must lie at least this far apart to be a proof.</summary>
    /// <value>Default 2 s; 10 ms to 1 min. Below 1 s only for tests: BMCs cache the power state.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan PowerReadGap { get; set; } = Execution.PowerReadGap;

    /// <summary>How often a device is asked whether the host is off yet.</summary>
    /// <value>Default 0.5 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan PowerPoll { get; set; } = Execution.PowerPoll;

    /// <summary>How often the cloud is asked how a move or restart stands.</summary>
    /// <value>Default 1 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan MovePoll { get; set; } = Execution.MovePoll;

    /// <summary>After an unclear answer: how long to wait for traces of the act before it is repeated.</summary>
    /// <value>Default 5 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan AskGrace { get; set; } = Execution.AskGrace;

    /// <summary>Before a failed try is repeated; doubled with each try.</summary>
    /// <value>Default 2 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan BackOff { get; set; } = Execution.BackOff;

    /// <value>Default 30 s; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan BackOffMax { get; set; } = Execution.BackOffMax;

    /// <summary>More evacuations, of all hosts together, are never under way at the same time; how many are good is found.</summary>
    /// <value>Default 1000; 1 to 10,000.</value>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000")]
    public int EvacuationsUnderWayMax { get; set; } = Execution.EvacuationsUnderWayMax;

    /// <summary>With how many at once evacuating begins.</summary>
    /// <value>Default 10; 1 to 10,000.</value>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000")]
    public int EvacuationsAtFirst { get; set; } = Execution.EvacuationsAtFirst;

    /// <summary>Live migrations away from one host at once; more are asked for as these end.</summary>
    /// <value>Default 2; 1 to 1000. Nova's own <c>max_concurrent_live_migrations</c> is 1 as installed: raise both.</value>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000")]
    public int LiveMigrationsPerHostMax { get; set; } = Execution.LiveMigrationsPerHostMax;

    /// <summary>How long one try of a fence may take before it has failed.</summary>
    /// <value>Default 60 s; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan FenceTimeout { get; set; } = Decision.FenceTimeout;

    /// <value>Default 3; 1 to 100.</value>
    [Range(1, 100, ErrorMessage = "must be from 1 to 100")]
    public int FenceTriesMax { get; set; } = Decision.FenceTriesMax;

    /// <summary>After all tries failed: when a fence is tried again.</summary>
    /// <value>Default 5 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan FenceRetryAfter { get; set; } = Decision.FenceRetryAfter;

    /// <summary>How long an accepted evacuation may take before it counts as failed.</summary>
    /// <value>Default 10 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan EvacuateTimeout { get; set; } = Decision.EvacuateTimeout;

    /// <summary>How long recovery waits for a group of instances to become ready before it goes on without it.</summary>
    /// <value>Default 10 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan GroupReadyTimeout { get; set; } = Decision.GroupReadyTimeout;

    /// <summary>How long a person whom a plan asks may think; after that it counts as a no.</summary>
    /// <value>Default 15 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan AnswerTimeout { get; set; } = Decision.AnswerTimeout;

    /// <value>Default 5; 1 to 100.</value>
    [Range(1, 100, ErrorMessage = "must be from 1 to 100")]
    public int EvacuateTriesMax { get; set; } = Decision.EvacuateTriesMax;

    /// <value>Default 10 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan LiveMigrateTimeout { get; set; } = Decision.LiveMigrateTimeout;

    /// <summary>How long a cold migration may take until it is confirmed.</summary>
    /// <value>Default 30 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan MigrateTimeout { get; set; } = Decision.MigrateTimeout;

    /// <summary>How long another service may take to recover what was handed over to it.</summary>
    /// <value>Default 15 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan CallTimeout { get; set; } = Decision.CallTimeout;

    /// <summary>How long a guest may take to shut down.</summary>
    /// <value>Default 2 min; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan StopTimeout { get; set; } = Decision.StopTimeout;

    /// <summary>How long a restarted service or instance may take until it is up again.</summary>
    /// <value>Default 60 s; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan RestartTimeout { get; set; } = Decision.RestartTimeout;

    /// <value>Default 2; 1 to 100.</value>
    [Range(1, 100, ErrorMessage = "must be from 1 to 100")]
    public int RestartTriesMax { get; set; } = Decision.RestartTriesMax;

    /// <summary>So many deaths of hosts at once each segment is to have room for; where it has not, a warning is told (<c>n-failure</c>).</summary>
    /// <value>Default 1; 0 to 2, 0: nothing is told.</value>
    [Range(0, 2, ErrorMessage = "must be from 0 to 2")]
    public int FailuresToSurvive { get; set; } = Decision.FailuresToSurvive;

    /// <summary>How often the whole fleet is read from the cloud; it is also read after every recovery.</summary>
    /// <value>Default 30 s; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = Long)]
    public TimeSpan RefreshEvery { get; set; } = Driver.RefreshEvery;

    /// <summary>After work that threw: when it is tried again.</summary>
    /// <value>Default 2 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan RetryAfter { get; set; } = Driver.RetryAfter;

    /// <summary>At the end of the service: how long running steps may take to write down what came of them.</summary>
    /// <value>Default 5 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = Short)]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest request body, in bytes.</summary>
    /// <value>Default 16 MiB; 64 KiB to 256 MiB.</value>
    [Range(64 * 1024, 256 * 1024 * 1024, ErrorMessage = "must be from 65536 (64 KiB) to 268435456 (256 MiB)")]
    public int RequestBytesMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>Events in one request.</summary>
    /// <value>Default 10,000; 1 to 100,000.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000")]
    public int EventsPerRequestMax { get; set; } = 10_000;

    internal ExecutionOptions ForExecution() => new()
    {
        PowerReadGap = PowerReadGap,
        PowerPoll = PowerPoll,
        MovePoll = MovePoll,
        AskGrace = AskGrace,
        BackOff = BackOff,
        BackOffMax = BackOffMax,
        EvacuationsUnderWayMax = EvacuationsUnderWayMax,
        EvacuationsAtFirst = EvacuationsAtFirst,
        LiveMigrationsPerHostMax = LiveMigrationsPerHostMax,
    };

    internal DecisionOptions ForDecisions() => new()
    {
        FenceTimeout = FenceTimeout,
        FenceTriesMax = FenceTriesMax,
        FenceRetryAfter = FenceRetryAfter,
        EvacuateTimeout = EvacuateTimeout,
        EvacuateTriesMax = EvacuateTriesMax,
        GroupReadyTimeout = GroupReadyTimeout,
        AnswerTimeout = AnswerTimeout,
        LiveMigrateTimeout = LiveMigrateTimeout,
        MigrateTimeout = MigrateTimeout,
        StopTimeout = StopTimeout,
        CallTimeout = CallTimeout,
        RestartTimeout = RestartTimeout,
        RestartTriesMax = RestartTriesMax,
        FailuresToSurvive = FailuresToSurvive,
    };

    internal DriverOptions ForDriver() => new() { RefreshEvery = RefreshEvery, RetryAfter = RetryAfter };
}
