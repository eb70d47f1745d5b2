namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Evaluates the operands, finds the overload their kinds ask for, and calls it. Any error operand is the answer.
/// </summary>
sealed class Invocation(Node site, string name, Evaluator[] operands, Overload[] candidates)
{
    public CelValue Run(CelActivation frame)
    {
        var call = new CelCall { Site = site, Frame = frame, Count = operands.Length };
        for (var i = 0; i < operands.Length; i++)
        {
            var value = operands[i](frame);
            if (value.IsError)
                return value;
            call[i] = value;
            frame.Charge(SizeCost(value));
        }
        foreach (var overload in candidates)
        {
            if (overload.Admits(call))
                return overload.Body(call);
        }
        return site.Failed($"no such overload: {name}({string.Join(", ", call.TypeNames())})");
    }

    static int SizeCost(in CelValue value) => value.Kind switch
    {
        CelValueKind.String => value.Text.Length / 16,
        CelValueKind.List => value.List.Count / 4,
        _ => 0,
    };
}
