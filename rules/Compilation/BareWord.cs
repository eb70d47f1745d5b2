using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Compilation;

/// <summary>Tells a word that stands for itself (<c>of: storage</c>) from an expression (<c>of: h.zone</c>).</summary>
static class BareWord
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c>, and not a name that the rule's match gives.</summary>
    public static bool Is(string text, RuleSyntax rule) =>
        text is [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..] and not ("true" or "false" or "null" or PolicySchema.Now)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !rule.Match.Any(m => m.Variable?.Value == text || m.As?.Value == text);
}
