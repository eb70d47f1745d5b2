using PolicyHa.Adapters.Fencing;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests.Importing;

/// <summary>Types <c>policyha import fencing</c>, and has the service read what it prints.</summary>
static class FencingImports
{
    const string RestOfConfiguration = """
        openstack: {auth_url: "https://keystone.example:5000/v3", application_credential_id: id, application_credential_secret: secret}
        auth: none

        """;

    public static async Task<(int Exit, string Output, string Errors)> RunAsync(string text, string name, params string[] args)
    {
        var file = Terminal.FileWith(text, name);
        var (exit, output, errors) = await Terminal.RunAsync(["import", "fencing", "--from", file, .. args]);
        return (exit, output.Replace(file, name, StringComparison.Ordinal), errors.Replace(file, name, StringComparison.Ordinal));
    }

    /// <summary>A table of hosts, with all columns that the tests need.</summary>
    public static Task<(int Exit, string Output, string Errors)> TableAsync(IEnumerable<string> lines, params string[] args) =>
        RunAsync(string.Join('\n', ["host,kind,address,port,username,password,system", .. lines]) + "\n", "bmc.csv", args);

    /// <summary>A folder that is not there yet.</summary>
    public static string NoFolderYet() => Path.Combine(Directory.CreateTempSubdirectory("policyha-secrets-").FullName, "secrets");

    /// <summary>As the service binds and checks it; fails the test unless it finds nothing wrong.</summary>
    public static FencingOptions Bound(string section)
    {
        var load = ConfigurationReader.Read(Terminal.FileWith(RestOfConfiguration + section, "policyha.yaml"), new Dictionary<string, string>());
        Assert.Empty(load.Mistakes);
        return load.Options!.Fencing;
    }
}
