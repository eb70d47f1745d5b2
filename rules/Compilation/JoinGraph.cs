using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Compilation;

/// <summary>Which items of a match are tied to each other by equalities between their fields.</summary>
sealed class JoinGraph
{
    readonly IReadOnlyList<RuleItem> items;
    readonly List<(int A, string FieldOfA, int B, string FieldOfB)> edges = [];

    public JoinGraph(IReadOnlyList<RuleItem> items)
    {
        this.items = items;
        for (var at = 0; at < items.Count; at++)
        {
            foreach (var conjunct in items[at].Item.Where?.Conjuncts ?? [])
            {
                if (conjunct.Equality is { } sides && Read(sides.Left, at) is { } a && Read(sides.Right, at) is { } b && a.Item != b.Item)
                    edges.Add((a.Item, a.Field, b.Item, b.Field));
            }
        }
    }

    /// <summary>Whether all of these items are about one host, as their conditions say.</summary>
    public bool AreOfOneHost(IReadOnlyList<int> which) =>
        which.Count < 2 || Reached(which[0], e => IsHost(e.A, e.FieldOfA) && IsHost(e.B, e.FieldOfB)).IsSupersetOf(which);

    /// <summary>The first of these items that no equality ties to the first of them; null when all are.</summary>
    public int? Apart(IReadOnlyList<int> which)
    {
        if (which.Count < 2)
            return null;
        var reached = Reached(which[0], _ => true);
        return which.Where(i => !reached.Contains(i)).Select(i => (int?)i).FirstOrDefault();
    }

    HashSet<int> Reached(int start, Func<(int A, string FieldOfA, int B, string FieldOfB), bool> counts)
    {
        var reached = new HashSet<int> { start };
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var edge in edges.Where(counts))
            {
                if (reached.Contains(edge.A) || reached.Contains(edge.B))
                    reached.UnionWith([edge.A, edge.B]);
            }
        }

        return reached;
    }

    bool IsHost(int item, string field) => items[item].Item.Facts is var facts && facts.IsAboutHost && field == facts.HostField;

    /// <summary>The item and its field that a side reads. <c>it</c> is the item whose condition this is.</summary>
    (int Item, string Field)? Read(Bound side, int at)
    {
        if (side.Path?.Split('.') is not [var name, var field])
            return null;
        for (var i = at; i >= 0; i--)
        {
            if (items[i].Name == name && (i == at || items[i].IsEach))
                return (i, field);
        }

        return null;
    }
}
