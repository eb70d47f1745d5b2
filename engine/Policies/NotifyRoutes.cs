namespace PolicyHa.Engine.Policies;

/// <summary>Which sinks hear what. A sink is called as the service's configuration calls it: <c>nagios</c>, <c>webhook:oncall</c>.</summary>
/// <param name="Operators">Hear warnings; null: every sink does.</param>
/// <param name="Critical">Hear critical alerts; null: every sink does.</param>
public sealed record NotifyRoutes(IReadOnlyList<string>? Operators, IReadOnlyList<string>? Critical)
{
    /// <summary>Every sink hears everything.</summary>
    public static readonly NotifyRoutes Everywhere = new(null, null);

    public bool Equals(NotifyRoutes? other) =>
        other is not null && Same(Operators, other.Operators) && Same(Critical, other.Critical);

    public override int GetHashCode() => HashCode.Combine(Operators?.Count, Critical?.Count);

    static bool Same(IReadOnlyList<string>? a, IReadOnlyList<string>? b) => a is null || b is null ? a == b : a.SequenceEqual(b);
}
