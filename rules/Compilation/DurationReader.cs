using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads durations outside of tables and expressions: a literal, or <c>params.name</c>; always within a range.</summary>
sealed class DurationReader(ParamSet parameters, ProblemLog problems)
{
    /// <summary>Null: it was not one, and that has been reported.</summary>
    public TimeSpan? Read(YamlScalar text, string key, TimeSpan least, TimeSpan most)
    {
        var value = new ParamReader(parameters, problems).Read(text.Value, text.Span, CelType.Duration)?.Duration.ToTimeSpan();
        if (value is { } time && (time < least || time > most))
        {
            problems.Add(ProblemCode.ParamValue, text.Span,
                $"'{key}' is {Durations.Text(time)}, it must be from {Durations.Text(least)} to {Durations.Text(most)}");
            return null;
        }

        return value;
    }
}
