using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>Writes single values so that every reader of YAML takes them for the text they are.</summary>
static partial class YamlScalar
{
    /// <summary>Words that mean something else without quotation marks, also to YAML 1.1.</summary>
    static readonly string[] Words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    public static string Write(string text) =>
        Plain().IsMatch(text) && !Words.Contains(text.ToLowerInvariant()) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? text
            : $"\"{string.Concat(text.Select(Escape))}\"";

    /// <summary>The text, on one line.</summary>
    public static string Comment(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);

    static string Escape(char c) => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}";

    [GeneratedRegex(@"\A[A-Za-z0-9/]([A-Za-z0-9._/:{}@-]*[A-Za-z0-9._/}@-])?\z")]
    private static partial Regex Plain();
}
