using System.Collections.Frozen;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>Words: of a closed set (an enum, a bool), or those that cells name and "any other".</summary>
sealed class WordDomain : ColumnDomain
{
    /// <summary>All texts that no cell of the column names.</summary>
    const string AnyOther = "(any other)";

    readonly FrozenDictionary<string, int> pieces;
    readonly int other;

    WordDomain(IReadOnlyList<string> words, bool isOpen)
    {
        pieces = words.Select((w, i) => (w, i)).ToFrozenDictionary(x => x.w, x => x.i);
        other = isOpen ? words.Count : -1;
        Values = isOpen ? [.. words, AnyOther] : words;
    }

    public static WordDomain Closed(IReadOnlyList<string> words) => new(words, isOpen: false);

    public static WordDomain Open(IEnumerable<CellSet> cells) => new(
        [.. cells.Select(WordOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)], isOpen: true);

    public override IReadOnlyList<string> Values { get; }

    public override bool IsUnknown(int piece) => Values[piece] == PolicySchema.Unknown && other < 0;

    public override int PieceOf(in CelValue value) => value.Kind switch
    {
        CelValueKind.String => pieces.GetValueOrDefault(value.Text, other),
        CelValueKind.Bool => pieces.GetValueOrDefault(value.IsTrue ? "true" : "false", other),
        _ => -1,
    };

    public override bool Covers(CellSet set, int piece) => set switch
    {
        CellSet.Everything => true,
        CellSet.Known => !IsUnknown(piece),
        CellSet.Word word => Values[piece] == word.Value,
        CellSet.NotWord word => Values[piece] != word.Value && !IsUnknown(piece),
        _ => false,
    };

    static string? WordOf(CellSet set) => set switch
    {
        CellSet.Word word => word.Value,
        CellSet.NotWord word => word.Value,
        _ => null,
    };
}
