namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Ages and named expressions. An age grows with the clock; whoever keeps an answer must know when it can change, so an age
/// may only be ordered against something constant.
/// </summary>
sealed partial class Binder
{
    void CompareAges(Binary binary, Bound left, bool isLeftConstant, Bound right, bool isRightConstant)
    {
        if (binary.Operator is not (TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual))
            return;
        if (left.IsAge && isRightConstant)
            Compare(left, right, binary.Operator is TokenKind.Greater or TokenKind.LessOrEqual);
        else if (right.IsAge && isLeftConstant)
            Compare(right, left, binary.Operator is TokenKind.Less or TokenKind.GreaterOrEqual);
    }

    void Compare(Bound age, Bound constant, bool isPassed)
    {
        looseAges.Remove(age.Syntax);
        ageBounds.Add(new CelAgeBound(constant.Run, isPassed));
    }

    void CheckAges(Bound root, bool mayBeAge)
    {
        if (root.IsAge && mayBeAge)
            looseAges.Remove(root.Syntax);
        if (!isChecked)
            return;
        foreach (var age in looseAges)
        {
            problems.Add(age, CelProblemCode.Age,
                "an age may only be compared (<, <=, >, >=) with a constant: a duration or params",
                "for example host.signals_age >= params.settle");
        }
    }

    /// <summary>Evaluates a named expression where its name stands; its errors say the name, and point there.</summary>
    Bound BindDefined(Node node, string name, Node definition)
    {
        var (scope, loose, root) = (locals, looseAges.Count, rootSyntax);
        (locals, rootSyntax) = (null, null);
        var bound = Bind(definition);
        (locals, rootSyntax) = (scope, root);
        looseAges.RemoveRange(loose, looseAges.Count - loose);
        if (bound.IsAge)
            looseAges.Add(node);
        var run = bound.Run;
        return new Bound(node, bound.Type, frame =>
        {
            var value = run(frame);
            return value.IsError ? node.Failed($"{name}: {value.Error.Message}") : value;
        }, bound.Estimate + 1)
        { IsAge = bound.IsAge, Size = bound.Size };
    }
}
