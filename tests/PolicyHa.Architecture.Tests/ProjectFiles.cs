using System.Xml.Linq;

namespace PolicyHa.Architecture.Tests;

/// <summary>The solution's files, as they lie in the working tree.</summary>
static class ProjectFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>Names of the projects a project references directly.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Packages(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants("PackageReference")
            .Select(r => r.Attribute("Include")!.Value).Order(StringComparer.Ordinal)];

    /// <summary>C# files below a folder, without what a build made.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolicyHa.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("PolicyHa.sln is in no folder above the tests");
        return folder.FullName;
    }
}
