using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;

namespace PolicyHa.Api.Commands.Importing;

/// <summary><c>policyha import fencing</c>: the section <c>fencing</c> of the configuration, from what a site has already.</summary>
static class FencingImportCommand
{
    const string SecretsDirectory = "/etc/policyha/secrets";

    static readonly string Lists = $"""
        A list of hosts and their boards; /dev/stdin is one, too. What kind it is, its content says:
        instackenv.json of TripleO (pm_type ipmi, redfish, idrac, ilo);
        JSON of Ironic: openstack baremetal node list --long -f json, or node show NODE -f json;
        JSON of MAAS: maas PROFILE machines read (with --maas);
        a table with commas and a header line: {string.Join(", ", CsvReader.Columns)}, in any order. The first three are needed; kind is ipmi, redfish or maas; plug is MAAS's system_id.
        """;

    const string About = """
        Print the section fencing of the configuration, made of a list of hosts. Hosts go by the names they have there, or with --hosts or --url by Nova's.
        Ends with 0 when every host has a device, 1 when one has none or was refused, 2 when a file cannot be read or written.
        """;

    public static Command Create()
    {
        var from = new Option<string>("--from") { Required = true, HelpName = "FILE", Description = Lists };
        var maas = new Option<string?>("--maas") { HelpName = "URL", Description = "MAAS's address, such as http://maas.example:5240/MAAS." };
        var hosts = new Option<string?>("--hosts") { HelpName = "FILE", Description = "The compute hosts, one name a line: others are left out, and those without a device are told." };
        var url = new Option<string?>("--url") { HelpName = "URL", Description = "Instead of --hosts: those that a running service knows, such as http://127.0.0.1:8600." };
        var output = new Option<string?>("--output") { HelpName = "FILE", Description = "Write there, for the owner alone (mode 0600)." };
        var secrets = new Option<string>("--secrets") { HelpName = "DIR", Description = "Where the section looks for passwords.", DefaultValueFactory = _ => SecretsDirectory };
        var write = new Option<bool>("--write-secrets") { Description = "Write the passwords there (mode 0600); without it the files to make are told." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there." };
        var command = new Command("fencing", About) { from, maas, hosts, url, output, secrets, write, force };
        command.Validators.Add(said =>
        {
            if (said.GetValue(hosts) is not null && said.GetValue(url) is not null)
                said.AddError("--hosts and --url exclude each other");
            foreach (var empty in new Option<string?>[] { from!, hosts, output, secrets! }.Where(o => said.GetValue(o) is { } path && path.Trim().Length == 0))
                said.AddError($"{empty.Name}: is empty; a path is wanted");
        });
        command.SetAction((parsed, ct) =>
        {
            var io = parsed.InvocationConfiguration;
            var run = new FencingImportRun(io)
            {
                From = parsed.GetRequiredValue(from),
                Maas = parsed.GetValue(maas),
                Output = parsed.GetValue(output),
                Secrets = Path.GetFullPath(parsed.GetRequiredValue(secrets)),
                WriteSecrets = parsed.GetValue(write),
                Force = parsed.GetValue(force),
            };
            return WithHostsAsync(parsed.GetValue(hosts), parsed.GetValue(url), io, run.ToEndAsync, ct);
        });
        return command;
    }

    static async Task<int> WithHostsAsync(string? file, string? url, InvocationConfiguration io, Func<ComputeHosts?, CancellationToken, Task<int>> import, CancellationToken ct)
    {
        if (url is not null)
        {
            return await ServiceClient.RunAsync(url, io, async client =>
                await client.GetAsync("v1/hosts", ct) is { } answer
                    ? await WithNamesAsync([.. JsonNode.Parse(answer)!.AsArray().Select(h => (string)h!["name"]!)], url, io, import, ct)
                    : ExitCodes.Usage);
        }

        if (file is null)
            return await import(null, ct);
        if (await ReadAsync(file, io, ct) is not { } text)
            return ExitCodes.Usage;
        var names = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');
        return await WithNamesAsync([.. names], file, io, import, ct);
    }

    static async Task<int> WithNamesAsync(
        List<string> names, string source, InvocationConfiguration io, Func<ComputeHosts?, CancellationToken, Task<int>> import, CancellationToken ct)
    {
        if (names.Count > 0 && names.TrueForAll(ComputeHosts.IsName))
            return await import(new ComputeHosts(names), ct);
        await io.Error.WriteLineAsync(names.Count == 0
            ? $"{source}: names no host"
            : $"{source}: name {names.FindIndex(n => !ComputeHosts.IsName(n)) + 1} is no host's name; one a line is wanted");
        return ExitCodes.Usage;
    }

    /// <summary>Null: it cannot be read, which has been told.</summary>
    public static async Task<string?> ReadAsync(string file, InvocationConfiguration io, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(file, Encoding.UTF8, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return null;
        }
    }
}
