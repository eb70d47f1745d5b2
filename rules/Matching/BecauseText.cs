using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>A sentence with values in it: <c>host ${h.id} is in maintenance</c>.</summary>
sealed class BecauseText(IReadOnlyList<(string Text, CelProgram? Value)> parts)
{
    /// <returns>The sentence, or the error of a part.</returns>
    public CelValue Of(CelActivation values)
    {
        if (parts is [(var only, null)])
            return CelValue.Of(only);
        var text = new System.Text.StringBuilder();
        foreach (var (literal, program) in parts)
        {
            text.Append(literal);
            if (program is null)
                continue;
            var value = program.EvaluateWithin(values);
            if (value.IsError)
                return value;
            text.Append(ParamLiteral.Print(value));
        }

        return CelValue.Of(text.ToString());
    }
}
