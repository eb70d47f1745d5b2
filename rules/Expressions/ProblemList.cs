namespace PolicyHa.Rules.Expressions;

/// <summary>Collects problems; one place in the text gets one problem, the first.</summary>
sealed class ProblemList
{
    readonly List<CelProblem> problems = [];

    public bool IsEmpty => problems.Count == 0;

    public void Add(int offset, int length, string code, string message, string? hint = null)
    {
        if (!problems.Exists(p => p.Offset == offset && p.Length == length))
            problems.Add(new CelProblem(offset, Math.Max(1, length), code, message, hint));
    }

    public void Add(Node node, string code, string message, string? hint = null) =>
        Add(node.Offset, node.Length, code, message, hint);

    public IReadOnlyList<CelProblem> Sorted() => [.. problems.OrderBy(p => p.Offset).ThenBy(p => p.Length)];
}
