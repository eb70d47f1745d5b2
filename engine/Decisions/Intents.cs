using System.Globalization;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// The intent of a plan says how far down its ladder an incident has come: row and age, and after how many rungs that failed there
/// (<c>host-context/compute-lost after 5m else 1</c>). So it is known over a restart, too.
/// </summary>
static class Intents
{
    const string Else = " else ";

    /// <param name="row">Row and age.</param>
    /// <param name="falls">So many rungs of it have failed.</param>
    public static string Of(string row, int falls) => falls == 0 ? row : $"{row}{Else}{falls.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Row and age alone.</summary>
    public static string RowOf(string intent) => intent.IndexOf(Else, StringComparison.Ordinal) is >= 0 and var at ? intent[..at] : intent;

    /// <summary>On which rung of its row the plan stands.</summary>
    public static int FallsIn(RecoveryPlan plan)
    {
        var at = plan.Intent.IndexOf(Else, StringComparison.Ordinal);
        if (at < 0)
            return 0;
        var digits = plan.Intent[(at + Else.Length)..].TakeWhile(char.IsAsciiDigit);
        return int.Parse(string.Concat(digits), CultureInfo.InvariantCulture);
    }

    /// <summary>What was tried has failed, and the last rung only told so: that is no recovery.</summary>
    public static bool OnlyTold(RecoveryPlan plan) => plan.Strength == PlanStrength.Notify && FallsIn(plan) > 0;

    /// <summary>Why such an incident is not over.</summary>
    public const string NothingHelped = "all that was tried has failed, and the last rung of the ladder only tells so";

    /// <summary>
    /// How many rungs of the row have failed in an incident, by its newest plan. A plan of another row or age begins anew. A person's no
    /// is no failure: nothing follows it; neither is that there is no place for an instance, which is waited for, nor that one came up wrong elsewhere.
    /// </summary>
    public static int FallsOf(string row, RecoveryPlan? newest)
    {
        if (newest is null || (newest.Intent != row && !newest.Intent.StartsWith(row + Else, StringComparison.Ordinal)))
            return 0;
        return FallsIn(newest) + (newest.IsOver && PlanVerdict.Of(newest) is { Undone.Count: > 0, NoPlace: null, OnlyCameUpWrong: false } && !newest.Steps.Any(s => s.IsRefused) ? 1 : 0);
    }
}
