using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// The digest by which a policy is known in records: of its texts without tests, blanks at line ends and empty lines at
/// the end, in file order, and of the values given to its params. Where the files lie does not matter.
/// </summary>
static class PolicyDigest
{
    /// <param name="law">The texts without their tests: <see cref="PolicyDocument.Law"/>.</param>
    /// <returns>SHA-256, lower-case hex.</returns>
    public static string Of(IReadOnlyList<string> law, IReadOnlyDictionary<string, string> overrides)
    {
        var canonical = new StringBuilder();
        foreach (var written in law)
        {
            var text = string.Join('\n', written.Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');
            canonical.Append(CultureInfo.InvariantCulture, $"{text.Length}\n{text}\n");
        }

        foreach (var (name, value) in overrides.OrderBy(o => o.Key, StringComparer.Ordinal))
            canonical.Append(CultureInfo.InvariantCulture, $"params.{name}={value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
    }
}
