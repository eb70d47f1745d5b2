namespace PolicyHa.Rules.Expressions;

/// <summary>The names that a piece of syntax speaks of.</summary>
static class NodeNames
{
    /// <summary>Dotted names, as long as they are written; variables of macros too.</summary>
    public static IEnumerable<string> In(Node node) =>
        QualifiedName.Of(node) is { } name ? [name] : ChildrenOf(node).SelectMany(In);

    static IEnumerable<Node> ChildrenOf(Node node) => node switch
    {
        Select select => [select.Target],
        Index index => [index.Target, index.Key],
        Call { Target: { } target } call => [target, .. call.Arguments],
        Call call => call.Arguments,
        Logic logic => logic.Terms,
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conditional choice => [choice.Condition, choice.Then, choice.Else],
        ListLiteral list => list.Elements,
        MapLiteral map => map.Entries.SelectMany(e => new[] { e.Key, e.Value }),
        Macro macro => [macro.Range, .. macro.Bodies],
        Bind bind => [bind.Value, bind.Body],
        _ => [],
    };
}
