using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>Whole numbers or durations (in nanoseconds), cut at the ends of the ranges that cells name.</summary>
sealed class NumberDomain : ColumnDomain
{
    readonly bool isDuration;
    readonly long[] starts;

    public NumberDomain(IEnumerable<CellSet> cells, bool isDuration)
    {
        this.isDuration = isDuration;
        var cuts = new SortedSet<long> { long.MinValue };
        foreach (var interval in cells.OfType<CellSet.Interval>())
        {
            cuts.Add(interval.Low);
            if (interval.High < long.MaxValue)
                cuts.Add(interval.High + 1);
        }

        starts = [.. cuts];
        Values = [.. starts.Select((_, piece) => TextOf(piece))];
    }

    public override IReadOnlyList<string> Values { get; }

    public override int PieceOf(in CelValue value)
    {
        var number = isDuration ? value.Duration.Nanoseconds : value.Int;
        var found = Array.BinarySearch(starts, number);
        return found >= 0 ? found : ~found - 1;
    }

    public override bool Covers(CellSet set, int piece) => set switch
    {
        CellSet.Interval interval => starts[piece] >= interval.Low && EndOf(piece) <= interval.High,
        CellSet.Everything or CellSet.Known => true,
        _ => false,
    };

    long EndOf(int piece) => piece + 1 < starts.Length ? starts[piece + 1] - 1 : long.MaxValue;

    string TextOf(int piece)
    {
        var (low, high) = (starts[piece], EndOf(piece));
        if (low == high)
            return Number(low);
        if (low == long.MinValue)
            return high == long.MaxValue ? "*" : isDuration ? $"<{Number(high + 1)}" : $"<={Number(high)}";
        if (high == long.MaxValue)
            return IsJustAbove(low) ? $">{Number(low - 1)}" : $">={Number(low)}";
        return (IsJustAbove(low) ? $"({Number(low - 1)}" : $"[{Number(low)}")
            + (isDuration ? $"..{Number(high + 1)})" : $"..{Number(high)}]");
    }

    /// <summary>The first nanosecond behind a duration somebody wrote; those are multiples of 100.</summary>
    bool IsJustAbove(long low) => isDuration && low % 100 == 1;

    string Number(long value) =>
        isDuration ? Durations.Text(new CelDuration(value).ToTimeSpan()) : ParamLiteral.Print(CelValue.Of(value));
}
