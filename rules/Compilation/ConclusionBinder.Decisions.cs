using System.Globalization;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Conclusions that say what is done.</summary>
sealed partial class ConclusionBinder
{
    /// <summary><c>derive: {HostFault: {host: h.id, row: dead}}</c>: the row of a table speaks though it did not match.</summary>
    RowConclusion? BindFault(ConclusionSyntax.Derive derive, BecauseText? because)
    {
        foreach (var stray in derive.Fields.Where(f => f.Key.Value is not (Host or "row" or "table")))
            problems.Add(ProblemCode.UnknownKey, stray.Key.Span,
                $"HostFault has no field '{stray.Key.Value}' to give", "keys are: host, row, table");
        var (host, row) = (Field(derive, Host), Field(derive, "row"));
        if (host is null || row is null)
        {
            problems.Add(ProblemCode.MissingKey, derive.Kind.Span,
                "HostFault needs the host, and the row of a table that is to speak",
                "derive: {HostFault: {host: h.id, row: dead}}");
            return null;
        }

        return HostItem(host) is { } item && SpeechOf(row, Field(derive, "table")) is { } speech
            ? new RowConclusion("derive HostFault", item, false, speech, priority, because)
            : null;
    }

    RowSpeech? SpeechOf(YamlScalar row, YamlScalar? table)
    {
        if (row.Value.Split('.') is [var name, "row"] && ItemNamed(name) is { } item && items[item].Item.Facts.Kind == KnownKinds.RowMatch)
            return new RowSpeech(item, "", "", RuleSource.BuiltIn, new Dictionary<InstanceClass, ActionLadder>(), null);
        var hostTables = tables.OfType<HostTableRule>().Where(t => table is null || t.Name == table.Value).ToList();
        var found = hostTables.SelectMany(t => t.Table.Rows.Select(r => (t.Name, Row: r))).Where(r => r.Row.Id == row.Value).ToList();
        switch (found)
        {
            case [var (of, only)]:
                return new RowSpeech(null, of, only.Id, only.At, only.Cells, only.Because);
            case []:
                problems.Add(ProblemCode.UnknownName, row.Span, $"no table for hosts has a row '{row.Value}'",
                    Spelling.Hint(row.Value, hostTables.SelectMany(t => t.Table.Rows).Select(r => r.Id)) ?? "write the id of a row, or t.row");
                return null;
            default:
                problems.Add(ProblemCode.DuplicateName, row.Span, $"several tables have a row '{row.Value}'",
                    $"say which: {{…, row: {row.Value}, table: {found[0].Name}}}");
                return null;
        }
    }

    static YamlScalar? Field(ConclusionSyntax.Derive derive, string name) =>
        derive.Fields.FirstOrDefault(f => f.Key.Value == name)?.Value as YamlScalar;

    Conclusion? BindDecide(ConclusionSyntax.Decide decide, BecauseText? because, BecauseText sentence)
    {
        var (word, about) = (decide.Subject.Key.Value, (YamlScalar)decide.Subject.Value);
        if (word is not (Host or "instance"))
            return BindOutage(decide, word, about, sentence);
        var isOfInstance = word == "instance";
        var item = isOfInstance ? InstanceItem(about) : HostItem(about);
        var cells = new RuleCells(decide, isOfInstance ? TableSubject.Instance : TableSubject.Host, classes, scope).Read();
        if (item is not { } at || cells is null)
            return null;
        var speech = new RowSpeech(null, RowMatch.OfRules, rule.Name.Value, rule.Name.Span.Place, cells, null);
        return new RowConclusion("decide", at, isOfInstance, speech, priority, because ?? sentence);
    }

    OutageConclusion? BindOutage(ConclusionSyntax.Decide decide, string word, YamlScalar about, BecauseText sentence)
    {
        if (decide.Do?.Value != "notify")
        {
            problems.Add(ProblemCode.ActionNotPermitted, decide.Do?.Span ?? decide.Span,
                $"a decision about a {word} can only tell people",
                $"decide: {{{word}: …, do: notify}}; what is done to its hosts is decided for each of them");
            return null;
        }

        if (!items.Any(i => i.IsAboutHost && FindsOne(i.Syntax)))
        {
            problems.Add(ProblemCode.RuleScope, decide.Span,
                $"a decision about a {word} needs to know which hosts it rests on",
                "match something about hosts too: {count: HostFault, where: \"it.zone == z.name\", at-least: 1}; their absence names none");
            return null;
        }

        if (word == "cloud" && about.Value == "all")
            return new OutageConclusion("the cloud", null, rule.Name.Value, rule.Name.Span.Place, sentence);
        return expressions.Compile(PipeCell.Of(about), 0, CelType.String) is { } which
            ? new OutageConclusion(word, which, rule.Name.Value, rule.Name.Span.Place, sentence)
            : null;
    }

    /// <summary>Where it holds there is a fact that it holds of. What counts nothing, or anything, names no host to tell of.</summary>
    static bool FindsOne(MatchSyntax item) => item.Form switch
    {
        MatchForm.Not => false,
        MatchForm.Count or MatchForm.Sum => item.Bounds.Any(
            b => b.Key.Value != "at-most" && b.Value is YamlScalar bound && !(long.TryParse(bound.Value, CultureInfo.InvariantCulture, out var least) && least <= 0)),
        _ => true,
    };

    int? InstanceItem(YamlScalar text)
    {
        if (text.Value.Trim().Split('.') is [var name, "instance"] && ItemNamed(name) is { } at
            && (items[at].Item.Facts.Kind == KnownKinds.InstanceFault || items[at].Item.Facts.Kind == KnownKinds.InstanceRow))
            return at;
        problems.Add(ProblemCode.UnknownName, text.Span,
            $"'{text.Value}' is not the instance of something that this rule binds",
            "match: [{i: InstanceFault}, …] and instance: i.instance");
        return null;
    }
}
