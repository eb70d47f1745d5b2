using System.Globalization;

namespace PolicyHa.Api.Contracts;

/// <summary>How levels switched a host, in words, for history and command line.</summary>
static class FenceTestText
{
    public static string Of(IEnumerable<FenceTrialView> levels) => string.Join("; ", levels.Select(Of));

    public static string Of(FenceTrialView level)
    {
        string[] parts =
        [
            .. Took("off", level.OffSeconds), .. Took("on", level.OnSeconds), .. level.Trouble is { } trouble ? new[] { trouble } : [],
        ];
        return $"level {level.Level}: {string.Join(", ", parts)}";
    }

    static IEnumerable<string> Took(string what, double? seconds) =>
        seconds is { } took ? [string.Create(CultureInfo.InvariantCulture, $"{what} after {took:0.0} s")] : [];
}
