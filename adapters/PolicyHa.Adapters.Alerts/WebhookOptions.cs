namespace PolicyHa.Adapters.Alerts;

/// <summary>Signed messages to any HTTP endpoint, after the Standard Webhooks specification.</summary>
public sealed record WebhookOptions
{
    /// <value>Default <c>webhook</c>.</value>
    public string Name { get; init; } = "webhook";

    public Uri? Url { get; init; }

    /// <summary>
    /// <c>whsec_</c> and base64 of 24 to 64 bytes. Two while one replaces the other: each message is then signed with
    /// both.
    /// </summary>
    public IReadOnlyList<SecretSource> Secrets { get; init; } = [];

    /// <summary>For one attempt, 1 s to 30 s.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<(string Path, string Message)> Validate() =>
    [
        .. SinkChecks.Common(Name, Url, Timeout),
        .. WebhookSecrets.Problems(Secrets),
    ];
}
