using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Verification;

/// <summary>
/// Finds conditions that have the same answer wherever they have one, by their form alone. Sound: what it calls constant is. Not
/// complete: arithmetic, texts and comparisons by order are not followed.
/// </summary>
sealed class SameAnswer
{
    readonly string text;
    readonly CelEnvironment environment;

    SameAnswer(string text, CelEnvironment environment) => (this.text, this.environment) = (text, environment);

    /// <summary>Its only answer; null when it has both, or that cannot be told.</summary>
    public static bool? Of(CelProgram condition, CelEnvironment environment) =>
        new SameAnswer(condition.Text, environment).Of(condition.Syntax);

    bool? Of(Node node) => node switch
    {
        Literal { Value.Kind: CelValueKind.Bool } literal => literal.Value.IsTrue,
        Unary { Operator: TokenKind.Not } not => !Of(not.Operand),
        Binary when Admitted(node) is { } test && test.Values.IsSupersetOf(test.All) => true,
        Logic logic => Of(logic),
        _ => null,
    };

    bool? Of(Logic logic)
    {
        // for && the answer that ends it is false, and it is reached when no value fits all terms; for || the mirror of it
        var ending = !logic.IsAnd;
        var answers = logic.Terms.Select(Of).ToList();
        if (answers.Contains(ending) || HaveOpposites(logic.Terms)
            || (logic.IsAnd ? NothingFits(logic.Terms) : AllFit(logic.Terms)))
            return ending;
        return answers.TrueForAll(a => a == !ending) ? !ending : null;
    }

    /// <summary><c>x == a || x != a</c>, <c>b &amp;&amp; !b</c>: one is true exactly where the other is not.</summary>
    bool HaveOpposites(IReadOnlyList<Node> terms)
    {
        var said = terms.Select(TextOf).ToHashSet(StringComparer.Ordinal);
        return terms.Any(t => OppositeOf(t) is { } opposite && said.Contains(opposite));
    }

    string? OppositeOf(Node term) => term switch
    {
        Unary { Operator: TokenKind.Not } not => TextOf(not.Operand),
        Binary { Operator: TokenKind.NotEqual } differs => $"{TextOf(differs.Left)} == {TextOf(differs.Right)}",
        _ => null,
    };

    /// <summary>As written; equalities with one blank on both sides of the sign.</summary>
    string TextOf(Node node) => node is Binary { Operator: TokenKind.Equal } equal
        ? $"{TextOf(equal.Left)} == {TextOf(equal.Right)}"
        : text.Substring(node.Offset, node.Length).Trim();

    /// <summary>Together the terms admit every value of a field.</summary>
    bool AllFit(IEnumerable<Node> terms) =>
        Tests(terms).Any(tests => tests.SelectMany(t => t.Values).ToHashSet().IsSupersetOf(tests.First().All));

    /// <summary>No value of a field is admitted by all terms.</summary>
    bool NothingFits(IEnumerable<Node> terms) =>
        Tests(terms).Any(tests => tests.First().All.All(value => tests.Any(t => !t.Values.Contains(value))));

    IEnumerable<IGrouping<string, Test>> Tests(IEnumerable<Node> terms) =>
        terms.Select(Admitted).OfType<Test>().GroupBy(t => t.Path);

    /// <summary>Which values of an enum field the condition admits; null for any other condition.</summary>
    Test? Admitted(Node node)
    {
        if (node is not Binary { Left: Select { IsPresenceTest: false, Target: Name target } field } test
            || environment.Find(target.Text)?.Type is not CelObjectType type || type.Find(field.Field)?.Type is not CelEnumType { Values.Count: > 1 } words)
            return null;                                        // of one value: a derived kind that may get more one day
        var path = $"{target.Text}.{field.Field}";
        return (test.Operator, test.Right) switch
        {
            (TokenKind.Equal, Literal { Value.Kind: CelValueKind.String } only) =>
                new Test(path, new HashSet<string> { only.Value.Text }, words.Values),
            (TokenKind.NotEqual, Literal { Value.Kind: CelValueKind.String } but) =>
                new Test(path, words.Values.Where(v => v != but.Value.Text).ToHashSet(), words.Values),
            (TokenKind.In, ListLiteral list) when list.Elements.All(e => e is Literal { Value.Kind: CelValueKind.String }) =>
                new Test(path, list.Elements.Select(e => ((Literal)e).Value.Text).ToHashSet(), words.Values),
            _ => null,
        };
    }

    /// <param name="Values">Those that are admitted.</param>
    /// <param name="All">Those that there are.</param>
    sealed record Test(string Path, IReadOnlySet<string> Values, IReadOnlyList<string> All);
}
