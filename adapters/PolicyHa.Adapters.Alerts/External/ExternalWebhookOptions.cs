namespace PolicyHa.Adapters.Alerts.External;

/// <summary>A service that recoveries are handed over to by a signed message, after the Standard Webhooks specification.</summary>
public sealed record ExternalWebhookOptions
{
    /// <summary>As rule files call it: <c>call NAME</c>. Letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Name { get; init; } = "";

    public Uri? Url { get; init; }

    /// <summary><c>whsec_</c> and base64 of 24 to 64 bytes. Two while one replaces the other.</summary>
    public IReadOnlyList<SecretSource> Secrets { get; init; } = [];

    /// <summary>For one call, 1 s to 30 s. The recovery itself may take as long as the policy says (<c>steps: {call: …}</c>).</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<(string Path, string Message)> Validate() =>
    [
        .. SinkChecks.Common(Name, Url, Timeout),
        .. Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? []
            : new[] { ("name", $"'{Name}' cannot stand in a rule file: letters, digits, - and _") },
        .. WebhookSecrets.Problems(Secrets),
    ];
}
