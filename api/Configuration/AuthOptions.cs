namespace PolicyHa.Api.Configuration;

/// <summary>Who may call the API: <c>auth: none</c> on loopback, or <c>auth: {keys: [...]}</c>.</summary>
[ScalarKey("mode")]
public sealed class AuthOptions
{
    /// <summary>Anybody may do anything.</summary>
    public const string NoneMode = "none";

    /// <summary>Who knows a key may do what its role allows.</summary>
    public const string KeysMode = "keys";

    /// <summary><c>none</c> or <c>keys</c>.</summary>
    /// <value>No default for <c>none</c>: it has to be written. <c>keys</c> where keys are given.</value>
    public string? Mode { get; set; }

    public List<AuthKeyOptions> Keys { get; set; } = [];

    /// <summary>Nobody is asked who he is.</summary>
    public bool IsOpen => Mode == NoneMode;
}
