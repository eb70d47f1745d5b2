namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>What an agent can be told as a secret: it takes off white space at the ends of a line, and quotation marks around a value.</summary>
static class AgentSecret
{
    /// <summary>Null: it arrives as it is.</summary>
    public static string? Problem(string secret) => secret.AsSpan().IndexOfAny('\r', '\n') >= 0
        ? "the password holds a line break, which no fence agent can be told"
        : secret.Length > 0 && (char.IsWhiteSpace(secret[0]) || char.IsWhiteSpace(secret[^1]) || (secret[0] == '"' && secret[^1] == '"'))
            ? "the password begins or ends with white space or stands in quotation marks, which no fence agent can be told; change it on the device"
            : null;
}
