namespace PolicyHa.Rules.Importing;

/// <summary>What the host monitor of Masakari looks up the state of three networks in (its driver <c>consul</c>).</summary>
/// <param name="Layers">In the order the rows use; distinct.</param>
/// <param name="Rows">In the order of the file; no state twice.</param>
sealed record MasakariMatrix(IReadOnlyList<MasakariLayer> Layers, IReadOnlyList<MasakariRow> Rows);

/// <summary>A network, as Masakari and as we call it.</summary>
/// <param name="Name"><c>manage</c>, <c>tenant</c> or <c>storage</c>.</param>
/// <param name="Column">The name of the column in our table.</param>
/// <param name="Field">The field of the schema.</param>
sealed record MasakariLayer(string Name, string Column, string Field)
{
    public static IReadOnlyList<MasakariLayer> All { get; } =
    [
        new("manage", "admin", "host.admin_network"),
        new("tenant", "tenant", "host.tenant_network"),
        new("storage", "storage", "host.storage_network"),
    ];
}

/// <summary>One line of the matrix.</summary>
/// <param name="Health">For each layer whether it is up.</param>
/// <param name="Actions">As written; only <c>recovery</c> has a meaning to Masakari.</param>
sealed record MasakariRow(IReadOnlyList<bool> Health, IReadOnlyList<string> Actions)
{
    public const string Recovery = "recovery";

    public bool IsRecovery => Actions.Contains(Recovery);

    public bool IsHealthy => Health.All(isUp => isUp);

    public override string ToString() =>
        $"[{string.Join(", ", Health.Select(isUp => isUp ? "up" : "down"))}] -> [{string.Join(", ", Actions)}]";
}
