namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>Keystone's description of a token; the token itself is in a header.</summary>
sealed class TokenAnswer
{
    public TokenBody? Token { get; set; }
}

sealed class TokenBody
{
    public DateTimeOffset? IssuedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public List<CatalogEntry>? Catalog { get; set; }
}
