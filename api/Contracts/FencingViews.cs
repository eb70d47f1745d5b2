using PolicyHa.Engine.State;

namespace PolicyHa.Api.Contracts;

/// <summary>Whether a host could be fenced, as its devices said when they were last asked.</summary>
/// <param name="Standing">
/// <c>good</c>; <c>weak</c>: not each level would do; <c>broken</c>: none would; <c>no-device</c>; <c>by-watchdog-only</c>; <c>by-person-only</c>.
/// </param>
/// <param name="Trouble">What is wrong; null: nothing.</param>
/// <param name="InARow">So many checks in a row have found it so.</param>
public sealed record FenceCheckView(
    string Host, string Standing, string? Trouble, DateTimeOffset CheckedAt, int InARow, IReadOnlyList<LevelCheckView> Levels)
{
    /// <summary>Null: its devices have not been asked yet.</summary>
    public static FenceCheckView? Of(FenceCheck? check) => check is null ? null : new(
        check.Host.Value, Words.Of(check.Standing), check.Trouble, check.At, check.InARow,
        [.. check.Levels.Select(l => new LevelCheckView(l.Number, l.Trouble, [.. l.Devices.Select(DeviceAnswerView.Of)]))]);
}

/// <summary>One level of the host's fence topology.</summary>
/// <param name="Trouble">Why it would fail; null: nothing is known that would make it.</param>
public sealed record LevelCheckView(int Level, string? Trouble, IReadOnlyList<DeviceAnswerView> Devices);

/// <summary>What one device said.</summary>
/// <param name="Power"><c>on</c>, <c>off</c> or <c>unknown</c>.</param>
/// <param name="Detail">Its own words, without secrets.</param>
public sealed record DeviceAnswerView(string Name, string Device, string Power, string Detail, double Seconds)
{
    public static DeviceAnswerView Of(DeviceAnswer answer) => new(answer.Name, answer.Says, answer.Power, answer.Detail, Math.Round(answer.Took.TotalSeconds, 3));
}

/// <summary>How the hosts stand that could be fenced one day.</summary>
/// <param name="Hosts">By standing, as in <see cref="FenceCheckView"/>, and <c>unchecked</c>; those that are none are left out.</param>
/// <param name="Troubles">The first of those with something wrong, those without any way to be fenced before the others.</param>
public sealed record FencingView(IReadOnlyDictionary<string, int> Hosts, IReadOnlyList<string> Troubles)
{
    /// <summary>More of them nobody reads at a glance.</summary>
    const int ShownMax = 10;

    public static FencingView Of(ClusterState state)
    {
        var checks = state.Fleet.Hosts.Select(h => (h.Name, Check: state.FenceChecks.Of(h.Name))).ToList();
        return new FencingView(
            new SortedDictionary<string, int>(checks.CountBy(c => c.Check is { } known ? Words.Of(known.Standing) : "unchecked").ToDictionary(), StringComparer.Ordinal),
            [
                .. checks.Where(c => c.Check?.Trouble is not null).OrderBy(c => c.Check!.Standing == FenceStanding.Weak).ThenBy(c => c.Name)
                    .Take(ShownMax).Select(c => $"{c.Name}: {c.Check!.Trouble}"),
            ]);
    }
}
