using PolicyHa.Api.Commands;

namespace PolicyHa.Api.Tests.Support;

/// <summary>Types a command line, and reads what it prints.</summary>
static class Terminal
{
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync(args, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>A new file of its own folder.</summary>
    public static string FileWith(string text, string name)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("policyha-cli-").FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
