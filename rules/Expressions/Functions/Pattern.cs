using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Regular expressions as RE2 reads them, run by .NET's automaton: time linear in the text, whatever the pattern.
/// </summary>
static class Pattern
{
    /// <summary>Compiles a pattern, or says what is wrong with it.</summary>
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, out string why)
    {
        regex = null;
        if (!PatternTranslator.TryTranslate(pattern, out var translated, out why))
            return false;
        try
        {
            regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // The same exceptions tell a bad pattern and one that has no automaton (look-around, back-references).
            why = $"'{pattern}' is not a pattern: {e.Message}";
            return false;
        }
    }
}
