using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Matching;

namespace PolicyHa.Rules.Compilation;

/// <summary>An item of a match, written and compiled.</summary>
sealed record RuleItem(MatchSyntax Syntax, MatchItem Item)
{
    public string Name => Item.Name;

    public bool IsAboutHost => Item.Facts.IsAboutHost;

    public bool IsEach => Item.Form == MatchForm.Each;
}
