namespace PolicyHa.Adapters.OpenStack;

/// <summary>A secret given inline or by a file.</summary>
static class Secret
{
    /// <summary>The secret; null when none is configured. Throws when its file cannot be read.</summary>
    public static string? Read(string? inline, string? file) =>
        string.IsNullOrEmpty(file) ? Present(inline) : Present(File.ReadAllText(file).Trim());

    static string? Present(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
