using PolicyHa.Rules;

namespace PolicyHa.Api.Tests.Support;

/// <summary>Variants of the shipped policy.</summary>
static class PolicyTexts
{
    public static readonly string Default = ShippedPolicies.Default.Text;

    /// <summary>Without the tests in it: they hold for nothing but the shipped law.</summary>
    static readonly string Law = Default[..(Default.IndexOf("\ntests:", StringComparison.Ordinal) + 1)];

    /// <summary>It only tells, whatever happens.</summary>
    public static readonly string Quiet = Edit(
        ("revision: \"1\"", "revision: \"quiet\""),
        ("notify, after 5m: fence, evacuate", "notify"), ("fence, evacuate", "notify"), ("restart, notify", "notify"));

    public static readonly string Broken = Edit(("drain-then-fence\n", "drain-then-fense\n"));

    public static string Revision(string revision) => Edit(("revision: \"1\"", $"revision: \"{revision}\""));

    /// <summary>A file of its own with this text.</summary>
    public static async Task<string> FileAsync(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("policyha-rules-").FullName, "rules.yaml");
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    static string Edit(params (string Old, string New)[] edits)
    {
        var text = Law;
        foreach (var (old, young) in edits)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, young, StringComparison.Ordinal);
        }

        return text;
    }
}
