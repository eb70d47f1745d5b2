namespace PolicyHa.Api.Commands.Importing;

/// <summary>What becomes of a source: the boards that can be used, and what is told about all the others.</summary>
sealed class FencingImport
{
    /// <summary>By host.</summary>
    public required IReadOnlyList<Board> Boards { get; init; }

    /// <summary>Place and reason, in the order of the source.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>Names of nodes that are no compute hosts; sorted.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Compute hosts that no board is left for; sorted.</summary>
    public required IReadOnlyList<string> Bare { get; init; }

    /// <param name="hosts">Null: every node is a host, by the name it has.</param>
    public static FencingImport Of(IReadOnlyList<FoundNode> nodes, ComputeHosts? hosts)
    {
        List<Judged> all = [.. nodes.Select(n => new Judged(n, hosts))];
        foreach (var several in all.Where(j => j.Host.Length > 0 && !j.IsOutside).GroupBy(j => j.Host).Where(g => g.Count() > 1))
        {
            foreach (var judged in several)
                judged.Why.Add($"{several.Key} is there {several.Count()} times ({Places(several)}); keep one, or write levels by hand");
        }

        // also with nodes that are no compute hosts: their boards are not to be switched off for one
        foreach (var one in all.Where(j => j.Board is not null).GroupBy(j => j.Board!.ControllerKey).Where(g => g.Count() > 1))
        {
            foreach (var judged in one)
                judged.Compare(one);
        }

        List<Judged> taken = [.. all.Where(j => !j.IsOutside && j.Why.Count == 0)];
        return new FencingImport
        {
            Boards = [.. taken.Select(j => j.Board! with { Host = j.Host }).OrderBy(b => b.Host, StringComparer.Ordinal)],
            Refused = [.. all.Where(j => !j.IsOutside && j.Why.Count > 0).Select(j => $"{j.Node.Where}: {string.Join("; ", j.Why)}")],
            LeftOut = [.. all.Where(j => j.IsOutside).Select(j => j.Node.Host).Distinct().Order(StringComparer.Ordinal)],
            Bare = [.. (hosts?.Names ?? []).Except(taken.Select(j => j.Host))],
        };
    }

    static string Places(IEnumerable<Judged> several) => string.Join(", ", several.Select(j => j.Node.Where));

    sealed class Judged
    {
        public Judged(FoundNode node, ComputeHosts? hosts)
        {
            var (board, problems) = BoardCheck.Check(node);
            (Node, Board, Why, Host) = (node, board, [.. problems], node.Host);
            if (hosts is null || !ComputeHosts.IsName(node.Host))
                return;
            var called = hosts.Called(node.Host);
            IsOutside = called.Count == 0;
            if (called is [var only])
                Host = only;
            else if (called.Count > 1)
                Why.Add($"its name may mean {string.Join(" or ", called)}; give it with its domain");
        }

        public FoundNode Node { get; }

        public Board? Board { get; }

        /// <summary>As Nova spells it, where that is known.</summary>
        public string Host { get; }

        /// <summary>No compute host is called so.</summary>
        public bool IsOutside { get; }

        public List<string> Why { get; }

        public void Compare(IEnumerable<Judged> sameController)
        {
            List<Judged> others = [.. sameController.Where(o => o != this && o.Host != Host && Board!.Overlaps(o.Board!))];
            if (others.Count > 0)
                Why.Add($"what switches it off ({Board!.Controller}) is also that of {Places(others)}: one would be switched off for the other");
        }
    }
}
