namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>How one run of a fence agent ended.</summary>
/// <param name="Exit">Its exit code; null: it was not started, or ran out of time.</param>
/// <param name="Output">Of its stdout.</param>
/// <param name="Errors">Of its stderr.</param>
sealed record AgentResult(int? Exit, string Output, string Errors)
{
    /// <summary>More words nobody reads.</summary>
    const int WordsMax = 300;

    /// <summary>It could not be started, so nothing has happened.</summary>
    public bool IsNotRun { get; private init; }

    public static AgentResult NotRun(string why) => new(null, "", why) { IsNotRun = true };

    public static AgentResult OutOfTime(TimeSpan limit, string errors) => new(null, "", $"{errors}\nno end within {limit.TotalSeconds:0.#} s, killed");

    /// <summary>The last it had to say, in one line; agents print warnings first and the reason last.</summary>
    /// <param name="secret">Is not shown.</param>
    public string Words(string secret)
    {
        string[] lines = [.. $"{Output}\n{Errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3)];
        var words = string.Join("; ", lines);
        if (secret.Length > 0)
            words = words.Replace(secret, "***", StringComparison.Ordinal);
        var ended = Exit is { } code ? $"exit {code}{(words.Length > 0 ? ": " : "")}" : "";
        return ended + (words.Length > WordsMax ? words[^WordsMax..] : words);
    }
}
