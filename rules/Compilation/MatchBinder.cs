using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Verification;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles the items of one rule; each sees the names that those before it have bound.</summary>
sealed class MatchBinder(RuleSyntax rule, KindTable kinds, PolicyScope scope)
{
    readonly List<RuleItem> items = [];

    /// <summary>What conclusions may read, when all items have been bound.</summary>
    public CelEnvironment Environment { get; private set; } =
        scope.Vars.DeclareIn(scope.Params.DeclareIn(CelEnvironment.Empty.With(PolicySchema.Now, CelType.Timestamp)));

    /// <summary>Null when an item is wrong.</summary>
    public IReadOnlyList<RuleItem>? Bind()
    {
        var isWhole = true;
        foreach (var syntax in rule.Match)
            isWhole &= Bind(syntax);
        return isWhole ? items : null;
    }

    bool Bind(MatchSyntax syntax)
    {
        if (kinds.Find(syntax.Facts.Value) is not { } facts)
        {
            scope.Problems.Add(ProblemCode.UnknownName, syntax.Facts.Span,
                $"there are no facts of the kind '{syntax.Facts.Value}'",
                KnownWord.Hint(syntax.Facts.Value, kinds.Names.Distinct()));
            Declare(syntax.Variable, CelType.Dyn);
            return false;
        }

        if (!IsNewName(syntax.Variable))
            return false;
        var inside = Environment.With(syntax.Name, facts.Fields);
        var expressions = new ExpressionBinder(inside, scope);
        var where = syntax.Where is { } condition ? expressions.Compile(PipeCell.Of(condition), 0, CelType.Bool) : null;
        var of = syntax.Of is { } value ? expressions.Compile(PipeCell.Of(value), 0, CelType.Int) : null;
        var bounds = syntax.Bounds.Select(BoundOf).ToList();
        var isRight = (syntax.Where is null || where is not null) && (syntax.Of is null || of is not null)
            && bounds.TrueForAll(b => b is not null);
        Declare(syntax.Variable, facts.Fields);
        CelVariable? name = null;
        if (syntax.As is not null)
        {
            isRight &= IsNewName(syntax.As);
            Declare(syntax.As, CelType.Int);
            name = Environment[syntax.As.Value];
        }

        if (where is not null && (where.IsConstant || SameAnswer.Of(where, inside) is not null))
        {
            var answer = SameAnswer.Of(where, inside) switch { true => "true", false => "false", null => "the same" };
            scope.Problems.Add(ProblemCode.ConstantCondition, syntax.Where!.Span,
                $"the condition is {answer} for every {facts.Name}",
                "leave it out, or ask for a field");
        }

        if (isRight)
        {
            items.Add(new RuleItem(syntax, new MatchItem(
                syntax.Form, facts, inside[syntax.Name], where, JoinOf(where, syntax.Name), of, [.. bounds.OfType<NumberBound>()], name)));
        }

        return isRight;
    }

    NumberBound? BoundOf(YamlEntry bound) =>
        new ExpressionBinder(Environment, scope).Compile(PipeCell.Of((YamlScalar)bound.Value), 0, CelType.Int) is { } program
            ? new NumberBound(bound.Key.Value, program)
            : null;

    void Declare(YamlScalar? name, CelType type)
    {
        if (name is not null)
            Environment = Environment.With(name.Value, type);
    }

    bool IsNewName(YamlScalar? name)
    {
        if (name is null)
            return true;
        if (!ParamBinder.IsName(name.Value) || name.Value is "it" or "params" or "vars" or PolicySchema.Now)
        {
            scope.Problems.Add(ProblemCode.BadLiteral, name.Span, $"'{name.Value}' cannot be a name here",
                "letters, digits and _; not it, now, params or vars");
            return false;
        }

        if (Environment.Find(name.Value) is null)
            return true;
        scope.Problems.Add(ProblemCode.DuplicateName, name.Span, $"'{name.Value}' is bound already in this rule");
        return false;
    }

    /// <summary>An equality between a field of the candidate and something that is known before it.</summary>
    static JoinKey? JoinOf(CelProgram? where, string name)
    {
        foreach (var (left, right) in (where?.Conjuncts ?? []).Select(c => c.Equality).OfType<(Bound Left, Bound Right)>())
        {
            if (IsKey(left, name) && !IsUnfit(right, name))
                return new JoinKey(left.Run, right.Run);
            if (IsKey(right, name) && !IsUnfit(left, name))
                return new JoinKey(right.Run, left.Run);
        }

        return null;
    }

    /// <summary>A field of the candidate whose values have a hash.</summary>
    static bool IsKey(Bound side, string name) =>
        side.Path is { } path && path.StartsWith(name + ".", StringComparison.Ordinal)
        && side.Type.Kind is CelTypeKind.String or CelTypeKind.Enum or CelTypeKind.Int or CelTypeKind.Bool;

    /// <summary>It reads the candidate, or may be a double: 1 and 1.0 are equal and have different hashes.</summary>
    static bool IsUnfit(Bound side, string name) =>
        side.Type.Kind is CelTypeKind.Double or CelTypeKind.Dyn || NodeNames.In(side.Syntax).Any(n => QualifiedName.RootOf(n) == name);
}
