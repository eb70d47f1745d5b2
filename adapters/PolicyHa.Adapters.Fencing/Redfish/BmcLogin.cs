namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>How asking a BMC for a session ended.</summary>
/// <param name="At">When, by <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed record BmcLogin(long At)
{
    /// <summary>Null: there is no session.</summary>
    public string? Token { get; init; }

    /// <summary>Where the session is closed; null: the BMC did not say.</summary>
    public string? Place { get; init; }

    /// <summary>Why there is no session; null: there is one.</summary>
    public string? Why { get; init; }

    /// <summary>The BMC calls the user or the password wrong, so that Basic would do no better, and may lock the account.</summary>
    public bool IsWrong { get; init; }

    /// <summary>A token is never shown.</summary>
    public override string ToString() => Token is null ? $"no session: {Why}" : "a session";
}
