using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Importing;

/// <summary>
/// Reads <c>matrix_config_file</c> of masakari-monitors. Masakari itself checks nothing in it; here every slip is told.
/// </summary>
sealed class MasakariMatrixReader(SourceText source, ProblemLog problems)
{
    static readonly string[] LayerNames = [.. MasakariLayer.All.Select(l => l.Name)];
    static readonly string[] States = ["up", "down"];

    readonly Dictionary<string, (MasakariRow Row, SourceSpan At)> seen = new(StringComparer.Ordinal);

    /// <summary>Null when the file makes no matrix; there may be problems beside one.</summary>
    public MasakariMatrix? Read()
    {
        if (YamlReader.Read(source, problems) is not { } root)
            return null;
        if (root is not YamlMapping mapping)
        {
            problems.Add(ProblemCode.WrongShape, root.Span,
                $"a matrix file is a mapping (sequence: ..., matrix: ...), this is {root.Shape}");
            return null;
        }

        var keys = new MappingReader(mapping, "a matrix file", problems);
        var (sequence, matrix) = (NeededList(keys, "sequence"), NeededList(keys, "matrix"));
        keys.Finish();
        if (sequence is null || matrix is null)
            return null;
        var layers = ReadLayers(sequence);
        return layers.Count == 0
            ? null
            : new MasakariMatrix(layers, [.. matrix.Items.Select(i => ReadRow(i, layers)).OfType<MasakariRow>()]);
    }

    YamlSequence? NeededList(MappingReader keys, string key)
    {
        if (!keys.Has(key))
            problems.Add(ProblemCode.MissingKey, keys.Span, $"a matrix file needs the key '{key}'");
        return keys.List(key);
    }

    List<MasakariLayer> ReadLayers(YamlSequence sequence)
    {
        var layers = new List<MasakariLayer>();
        foreach (var item in sequence.Items)
        {
            if (WordOf(item, "layer", LayerNames) is not { } word)
                continue;
            var layer = MasakariLayer.All.First(l => l.Name == word);
            if (layers.Contains(layer))
                problems.Add(ProblemCode.DuplicateName, item.Span, $"layer '{word}' is in the sequence twice");
            else
                layers.Add(layer);
        }

        if (sequence.Items.Count == 0)
            problems.Add(ProblemCode.MissingKey, sequence.Span, "the sequence names no layer",
                $"layers are: {string.Join(", ", LayerNames)}");
        return layers;
    }

    MasakariRow? ReadRow(YamlNode item, List<MasakariLayer> layers)
    {
        if (item is not YamlMapping mapping)
        {
            problems.Add(ProblemCode.WrongShape, item.Span, $"a row must be {{health: [...], action: [...]}}, this is "
                + item.Shape);
            return null;
        }

        var keys = new MappingReader(mapping, "a row", problems);
        var (health, action) = (NeededRowList(keys, "health"), NeededRowList(keys, "action"));
        keys.Finish();
        if (health is null || action is null)
            return null;
        if (health.Items.Count != layers.Count)
        {
            problems.Add(ProblemCode.WrongShape, health.Span,
                $"the row has {health.Items.Count} states, the sequence has {layers.Count} layers");
            return null;
        }

        var states = health.Items.Select(i => WordOf(i, "state", States)).ToList();
        var actions = action.Items.Select(ActionOf).ToList();
        if (states.Contains(null) || actions.Contains(null))
            return null;
        var row = new MasakariRow([.. states.Select(s => s == "up")], [.. actions.OfType<string>()]);
        return IsNew(row, health.Span) && IsSound(row, action.Span) ? row : null;
    }

    YamlSequence? NeededRowList(MappingReader keys, string key)
    {
        if (!keys.Has(key))
            problems.Add(ProblemCode.MissingKey, keys.Span, $"a row needs the key '{key}'");
        return keys.List(key);
    }

    bool IsNew(MasakariRow row, SourceSpan at)
    {
        var state = string.Join(',', row.Health);
        if (seen.TryAdd(state, (row, at)))
            return true;
        var (first, line) = (seen[state].Row, seen[state].At.Place.Line);
        if (first.IsRecovery == row.IsRecovery)
            problems.Add(ProblemCode.DuplicateName, at, $"the same state stands in line {line} already",
                "delete one of the two rows");
        else
            problems.Add(ProblemCode.Overlap, at, $"the row contradicts the one in line {line}: {first}",
                "Masakari takes the first; delete the one that is not meant");
        return false;
    }

    /// <summary>Masakari would not look such a row up; a table of ours would fence every host.</summary>
    bool IsSound(MasakariRow row, SourceSpan action)
    {
        if (!row.IsHealthy || !row.IsRecovery)
            return true;
        problems.Add(ProblemCode.ActionNotPermitted, action, "recovery of a host that has every network up",
            "write `action: []` for the state that is fine");
        return false;
    }

    string? ActionOf(YamlNode item)
    {
        if (item is YamlScalar { Value.Length: > 0 } word
            && word.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return word.Value;
        problems.Add(ProblemCode.UnknownValue, item.Span, "an action is one word, such as recovery");
        return null;
    }

    string? WordOf(YamlNode item, string what, string[] known)
    {
        if (item is YamlScalar word && known.Contains(word.Value))
            return word.Value;
        var text = item is YamlScalar scalar ? $"'{scalar.Value}'" : item.Shape;
        problems.Add(ProblemCode.UnknownValue, item.Span, $"{text} is not a {what}",
            $"{what}s are: {string.Join(", ", known)}");
        return null;
    }
}
