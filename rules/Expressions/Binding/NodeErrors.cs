namespace PolicyHa.Rules.Expressions;

static class NodeErrors
{
    /// <summary>An error that points at this piece of syntax.</summary>
    public static CelValue Failed(this Node node, string message) =>
        CelValue.Failed(new CelError(message, node.Offset, node.Length));
}
