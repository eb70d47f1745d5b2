using System.CommandLine;
using System.Text;

namespace PolicyHa.Api.Commands.Importing;

/// <summary>One import: reads, judges, writes, and tells. No password is ever printed.</summary>
sealed class FencingImportRun(InvocationConfiguration io)
{
    public required string From { get; init; }

    public string? Maas { get; init; }

    /// <summary>Null: standard output.</summary>
    public string? Output { get; init; }

    /// <summary>A whole path.</summary>
    public required string Secrets { get; init; }

    public bool WriteSecrets { get; init; }

    public bool Force { get; init; }

    public async Task<int> ToEndAsync(ComputeHosts? hosts, CancellationToken ct)
    {
        if (await FencingImportCommand.ReadAsync(From, io, ct) is not { } text)
            return ExitCodes.Usage;
        var reading = FencingSource.Read(From, text, Maas);
        if (reading.Unreadable is { } why)
        {
            await TellAsync(why);
            return ExitCodes.Usage;
        }

        var import = FencingImport.Of(reading.Nodes, hosts);
        var secrets = new SecretFiles(Secrets, import.Boards);
        foreach (var refused in import.Refused)
            await TellAsync(refused);
        if (import.Boards.Count == 0)
            await TellAsync($"{From}: no host of it can be used; nothing is written");
        else if (!await WriteAsync(Section(import, secrets, reading.Nodes.Count), secrets))
            return ExitCodes.Usage;
        else
            await TellOfSecretsAsync(import, secrets);
        await TellOfHostsAsync(import);
        return import.Boards.Count > 0 && import.Refused.Count == 0 && import.Bare.Count == 0 ? ExitCodes.Ok : ExitCodes.No;
    }

    string Section(FencingImport import, SecretFiles secrets, int nodes)
    {
        string[] head = [$"# {import.Boards.Count} of {nodes} nodes of {YamlScalar.Comment(From)}, by policyha import fencing.", "fencing:", "  devices:"];
        return string.Concat(head.Concat(DeviceEntries.Lines(import.Boards, secrets)).Select(l => $"{l}\n"));
    }

    /// <returns>Everything is written; else why not has been told.</returns>
    async Task<bool> WriteAsync(string section, SecretFiles secrets)
    {
        try
        {
            List<SecretFile> known = WriteSecrets ? [.. secrets.All.Where(s => s.IsKnown)] : [];
            var taken = known.Where(s => s.IsTaken).Select(s => s.Path).Concat(File.Exists(Output) ? [Output] : []).ToList();
            if (taken.Count > 0 && !Force)
            {
                foreach (var path in taken)
                    await TellAsync($"{path}: is there already; nothing is written without --force");
                return false;
            }

            if (known.Count > 0)
                PrivateFile.MakeDirectory(Secrets);
            foreach (var secret in known.Where(s => !s.IsThere))
                PrivateFile.Write(secret.Path, secret.Content, Force);
            if (Output is null)
                await io.Output.WriteAsync(section);
            else
                PrivateFile.Write(Output, Encoding.UTF8.GetBytes(section), Force);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await TellAsync($"cannot be written: {e.Message}");
            return false;
        }
    }

    async Task TellOfSecretsAsync(FencingImport import, SecretFiles secrets)
    {
        foreach (var secret in secrets.All)
        {
            await TellAsync(secret switch
            {
                { IsKnown: false } => $"{secret.Path}: to make; the password of {Listed(secret.Hosts)} is masked in {From} or missing, so write it there (one that is not the same for all wants an entry of its own)",
                _ when WriteSecrets => $"{secret.Path}: has the password of {Listed(secret.Hosts)}; the service's user must be able to read it, and nobody else",
                _ => $"{secret.Path}: to make, with the password of {Listed(secret.Hosts)} (or --write-secrets)",
            });
        }

        if (import.Boards.Where(b => b.InsecureTls).Select(b => b.Host).ToList() is { Count: > 0 } trusting)
            await TellAsync($"{Listed(trusting)}: insecure_tls as {From} has it, which gives the password to anyone in between; better write a thumbprint or cacert");
    }

    async Task TellOfHostsAsync(FencingImport import)
    {
        if (import.LeftOut.Count > 0)
            await TellAsync($"left out, for no compute host is called so: {string.Join(", ", import.LeftOut)}");
        foreach (var host in import.Bare)
            await TellAsync($"{host}: has no device, and is never fenced");
    }

    Task TellAsync(string line) => io.Error.WriteLineAsync(YamlScalar.Comment(line));

    /// <summary>All of few, some of many.</summary>
    static string Listed(IReadOnlyList<string> hosts) =>
        hosts.Count <= 5 ? string.Join(", ", hosts) : $"{string.Join(", ", hosts.Take(4))} and {hosts.Count - 4} more";
}
