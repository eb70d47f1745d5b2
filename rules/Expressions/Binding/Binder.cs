namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Checks a syntax tree against the schema and compiles it in one walk, so that what a construct requires and what it
/// does stand side by side. Unchecked, every name is of type <see cref="CelType.Dyn"/>: the same rules then find
/// nothing to object to, and the values decide at run time.
/// </summary>
sealed partial class Binder(CelEnvironment environment, ProblemList problems, bool isChecked)
{
    readonly SortedDictionary<string, int> uses = new(StringComparer.Ordinal);
    readonly List<CelDuration> durationLiterals = [];
    readonly List<CelAgeBound> ageBounds = [];

    /// <summary>Ages that nothing has been found for to compare them with.</summary>
    readonly List<Node> looseAges = [];

    Local? locals;
    int localCount;
    Node? rootSyntax;

    /// <summary>How often something was read that may change.</summary>
    int variableReads;

    public IEnumerable<string> FieldsUsed => uses.Where(u => u.Value > 0).Select(u => u.Key);

    public IEnumerable<CelDuration> DurationLiterals => durationLiterals;

    public int SlotsNeeded { get; private set; } = environment.Variables.Count;

    public IEnumerable<CelAgeBound> AgeBounds => ageBounds;

    /// <summary>The terms of the root when it is an &amp;&amp;; else null.</summary>
    public IReadOnlyList<Bound>? RootTerms { get; private set; }

    public Bound BindRoot(Node root, CelType expected, bool mayBeAge)
    {
        rootSyntax = root;
        var bound = Bind(root);
        CheckAges(bound, mayBeAge);
        if (expected is CelEnumType values)
            CheckEnumLiterals(root, values);
        if (!expected.Accepts(bound.Type) && !IsLiteralOf(root, expected))
        {
            problems.Add(root, CelProblemCode.Type, $"the result is {bound.Type}, wanted {expected}",
                HintFor(expected, bound.Type));
        }
        if (isChecked && bound.Estimate > CelLimits.Cost)
        {
            problems.Add(root, CelProblemCode.Limit,
                $"the expression may take {bound.Estimate} steps, {CelLimits.Cost} are allowed",
                "do not nest macros over large lists, or declare a smaller maximum for the list");
        }
        return bound;
    }

    Bound Bind(Node node) => node switch
    {
        Literal literal => new Bound(node, Known(literal.Type), _ => literal.Value, 1) { Short = Shortcuts.OfLiteral(literal.Value) },
        Name name => BindName(name),
        Select select => BindSelect(select),
        Index index => BindIndex(index),
        Logic logic => BindLogic(logic),
        Unary unary => BindUnary(unary),
        Binary binary => BindBinary(binary),
        Conditional conditional => BindConditional(conditional),
        ListLiteral list => BindList(list),
        MapLiteral map => BindMap(map),
        Call call => BindCall(call),
        Macro macro => BindMacro(macro),
        Bind bind => BindDefinition(bind),
        _ => throw new InvalidOperationException($"No rule for {node.GetType().Name}."),
    };

    CelType Known(CelType type) => isChecked ? type : CelType.Dyn;

    /// <summary>Notes the problem when checking; the code that runs instead says the same as an error.</summary>
    Bound Wrong(Node node, string code, string message, string? hint = null)
    {
        if (isChecked)
            problems.Add(node, code, message, hint);
        return Failing(node, message);
    }

    /// <summary>Refuses by name, checked or not: better no answer than a wrong one.</summary>
    Bound Refused(Node node, string what, string hint)
    {
        problems.Add(node, CelProblemCode.NotSupported, what, hint);
        return Failing(node, what);
    }

    static Bound Failing(Node node, string message)
    {
        var error = node.Failed(message);
        return new Bound(node, CelType.Dyn, _ => error, 1);
    }

    /// <summary>
    /// A literal compared to an enum, or given as one, must be one of its values; also inside ?: and lists.
    /// </summary>
    void CheckEnumLiterals(Node node, CelEnumType values)
    {
        switch (node)
        {
            case Literal { Value.Kind: CelValueKind.String } literal
                when isChecked && !values.Contains(literal.Value.Text):
                problems.Add(node, CelProblemCode.EnumValue,
                    $"'{literal.Value.Text}' is not one of {string.Join(", ", values.Values)}",
                    Spelling.Hint(literal.Value.Text, values.Values));
                break;
            case Conditional conditional:
                CheckEnumLiterals(conditional.Then, values);
                CheckEnumLiterals(conditional.Else, values);
                break;
            case ListLiteral list:
                foreach (var element in list.Elements)
                    CheckEnumLiterals(element, values);
                break;
        }
    }

    /// <summary>A string literal may stand for an enum; whether it is one of the values is checked apart.</summary>
    static bool IsLiteralOf(Node node, CelType expected) => (node, expected) switch
    {
        (Literal { Value.Kind: CelValueKind.String }, CelEnumType) => true,
        (Conditional conditional, CelEnumType) =>
            IsLiteralOf(conditional.Then, expected) && IsLiteralOf(conditional.Else, expected),
        _ => false,
    };

    static string? HintFor(CelType expected, CelType actual) => (expected.Kind, actual.Kind) switch
    {
        (CelTypeKind.Bool, _) => "compare it, for instance with ==",
        (CelTypeKind.Double, CelTypeKind.Int) => "write double(...)",
        (CelTypeKind.Int, CelTypeKind.Double) => "write int(...)",
        (CelTypeKind.Duration, CelTypeKind.String) => "write duration('...')",
        (CelTypeKind.Enum, CelTypeKind.String) => "any string could come out; write one of the values",
        _ => null,
    };
}
