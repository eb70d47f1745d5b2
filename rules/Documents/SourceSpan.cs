using PolicyHa.Engine.Policies;

namespace PolicyHa.Rules.Documents;

/// <summary>A stretch of a rule file.</summary>
/// <param name="Offset">Of its first character, in UTF-16 units from the start of the text.</param>
readonly record struct SourceSpan(SourceText Source, int Offset, int Length)
{
    public RuleSource Place => Source.PlaceOf(Offset);
}
