using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>Whether a host could be fenced, found by asking its devices while nobody needs them.</summary>
/// <param name="Levels">In their order; none: no device is configured for the host.</param>
/// <param name="InARow">So many checks in a row have found the same <see cref="Standing"/>; 1 at first.</param>
public sealed record FenceCheck(HostName Host, DateTimeOffset At, FenceStanding Standing, IReadOnlyList<LevelCheck> Levels, int InARow)
{
    /// <summary>Its devices say off, and everybody else sees it at work: they may be another machine's, or lie.</summary>
    public bool SaysOffOfLiving { get; init; }

    /// <summary>What is wrong, in words; null: nothing.</summary>
    public string? Trouble => Standing switch
    {
        FenceStanding.Good or FenceStanding.ByWatchdogOnly or FenceStanding.ByPersonOnly => null,
        FenceStanding.NoDevice => "no fencing device is configured for it",
        _ when SaysOffOfLiving => $"{Said(d => d.IsOff)}, though it is at work: the device may be another machine's",
        FenceStanding.Weak => $"only by {Names(l => l.Trouble is null)}; {Troubles}",
        _ => Troubles,
    };

    string Troubles => string.Join("; ", Levels.Where(l => l.Trouble is not null).Select(l => Levels.Count == 1 ? l.Trouble : $"level {l.Number}: {l.Trouble}"));

    string Names(Func<LevelCheck, bool> which) => string.Join(", ", Levels.Where(which).Select(l => $"level {l.Number}"));

    string Said(Func<DeviceAnswer, bool> which) => string.Join(", ", Levels.SelectMany(l => l.Devices).Where(which).Select(d => $"{d.Says} says off").Distinct());
}

/// <summary>What can be expected of a fence of the host now.</summary>
public enum FenceStanding
{
    /// <summary>Each level would do.</summary>
    Good,

    /// <summary>Not each level would do, but one would.</summary>
    Weak,

    /// <summary>No level would do.</summary>
    Broken,

    /// <summary>Nothing is configured that could fence it.</summary>
    NoDevice,

    /// <summary>No device, but its watchdog is waited for.</summary>
    ByWatchdogOnly,

    /// <summary>No device, and a person is to prove it.</summary>
    ByPersonOnly,
}

/// <summary>One level of the host's fence topology.</summary>
/// <param name="Trouble">Why the level would fail; null: nothing is known that would make it.</param>
public sealed record LevelCheck(int Number, IReadOnlyList<DeviceAnswer> Devices, string? Trouble);

/// <summary>What one device said.</summary>
/// <param name="Name">As in the host's topology.</param>
/// <param name="Says">What it calls itself.</param>
/// <param name="Power"><c>on</c>, <c>off</c> or <c>unknown</c>.</param>
/// <param name="Detail">Its own words, redacted.</param>
/// <param name="Took">How long it took to answer.</param>
public sealed record DeviceAnswer(string Name, string Says, string Power, string Detail, TimeSpan Took)
{
    public bool Answered => Power != "unknown";

    public bool IsOff => Power == "off";
}
