using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>A param with the value that counts: the default, or what was given from outside.</summary>
sealed record ParamValue(string Name, CelType Type, CelValue Value, SourceSpan At);
