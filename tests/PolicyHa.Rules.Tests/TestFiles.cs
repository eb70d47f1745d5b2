using System.Runtime.CompilerServices;

namespace PolicyHa.Rules.Tests;

/// <summary>Where files of the repository lie, from the place of this source file.</summary>
static class TestFiles
{
    public static string Documents => Path.Combine(Here(), "documents");

    public static string Docs => Path.Combine(Here(), "..", "..", "rules", "docs");

    public static string Readme => Path.Combine(Here(), "..", "..", "rules", "README.md");

    /// <summary>
    /// Compares with a golden file. With <c>POLICYHA_ACCEPT=1</c> the file is written instead: read the diff before you
    /// commit it.
    /// </summary>
    public static void ShouldBeGolden(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("POLICYHA_ACCEPT") == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; write it with POLICYHA_ACCEPT=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
