using PolicyHa.Adapters.OpenStack.Wire;

namespace PolicyHa.Adapters.OpenStack.Identity;

/// <summary>A token and the catalogue that came with it. A class, so that no print-out shows its value.</summary>
sealed class Token(string value, DateTimeOffset expiresAt, DateTimeOffset renewAt, IReadOnlyList<CatalogEntry> catalog)
{
    public string Value { get; } = value;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>From when on a new one is fetched; this one stays in use until that arrives.</summary>
    public DateTimeOffset RenewAt { get; } = renewAt;

    public IReadOnlyList<CatalogEntry> Catalog { get; } = catalog;

    /// <param name="life">By Keystone's own clock, so that a clock that differs from ours does no harm.</param>
    public static Token Issued(string value, DateTimeOffset now, TimeSpan life, IReadOnlyList<CatalogEntry> catalog)
    {
        // 80 % of life or 120 s before its end, whichever is first; but never before half of it, or a token that lives
        // for two minutes would be renewed on every call.
        var ahead = TimeSpan.FromTicks(Math.Max(life.Ticks / 5, TimeSpan.FromSeconds(120).Ticks));
        return new(value, now + life, now + life - TimeSpan.FromTicks(Math.Min(ahead.Ticks, life.Ticks / 2)), catalog);
    }
}
