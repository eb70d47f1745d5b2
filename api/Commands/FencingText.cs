using System.Globalization;
using PolicyHa.Api.Contracts;

namespace PolicyHa.Api.Commands;

/// <summary>Whether hosts could be fenced, for people.</summary>
static class FencingText
{
    /// <summary>For example <c>good 998, no-device 2</c>.</summary>
    public static string Of(FencingView fencing) =>
        fencing.Hosts.Count == 0 ? "no hosts" : string.Join(", ", fencing.Hosts.Select(h => $"{h.Key} {h.Value}"));

    public static string Of(FenceTestView test)
    {
        string[] lines =
        [
            $"{test.Check.Host}: {test.Check.Standing}{(test.Check.Trouble is { } trouble ? $": {trouble}" : "")}",
            .. from level in test.Check.Levels
               from device in level.Devices
               select string.Create(CultureInfo.InvariantCulture, $"  level {level.Level}  {device.Name}: {device.Power} ({device.Device}, {device.Detail}, {device.Seconds:0.00} s)"),
            .. test.Levels.Select(l => $"  switched  {FenceTestText.Of(l)}"),
        ];
        return string.Join('\n', lines);
    }
}
