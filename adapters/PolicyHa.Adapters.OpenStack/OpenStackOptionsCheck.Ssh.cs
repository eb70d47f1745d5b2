using PolicyHa.Adapters.OpenStack.HostServices;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>The part that looks at <c>service_restart.ssh</c>.</summary>
sealed partial class OpenStackOptionsCheck
{
    const string SshPath = "service_restart.ssh";

    void Ssh(SshRestartOptions ssh, ServiceRestartOptions beside)
    {
        OneWay(beside);
        foreach (var (program, package) in new[] { ("ssh", "openssh-client"), (ChildProcess.Launcher, "util-linux") })
        {
            if (ProgramPath.Find(program) is null)
                Add(SshPath, $"needs the program {program}, which is not on PATH; install {package} (so it is called in Debian)");
        }

        if (ssh.User.Length == 0)
            Add($"{SshPath}.user", "is missing; name the user that may restart services on the hosts");
        else if (!RemoteName.IsUser(ssh.User))
            Add($"{SshPath}.user", $"'{ssh.User}' is no user's name; use letters, digits, _, - and .");
        Range($"{SshPath}.port", ssh.Port, 1, 65535);
        PrivateKey(ssh.KeyFile);
        SshFile($"{SshPath}.known_hosts_file", ssh.KnownHostsFile, "the file with the hosts' own keys; ssh-keyscan prints them, compare before you trust them");
        SshHost(ssh.Host);
        Command(ssh.Command);
        Units(ssh.Units);
        Duration($"{SshPath}.timeout", ssh.Timeout);
    }

    void OneWay(ServiceRestartOptions options)
    {
        if (options.Url is { Length: > 0 })
        {
            Add(SshPath, "is given beside url; keep one way to restart services");
            return;
        }

        if (!string.IsNullOrEmpty(options.Token) || !string.IsNullOrEmpty(options.TokenFile))
            Add("service_restart.token", "is for url, and there is none; ssh logs in with key_file");
        if (options.Timeout != ServiceRestartOptions.DefaultTimeout)
            Add("service_restart.timeout", "is for url, and there is none; write ssh's own timeout under ssh");
    }

    void PrivateKey(string file)
    {
        const string path = $"{SshPath}.key_file";
        if (SshFile(path, file, "the file with the private key") && !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            Add(path, $"{file} is open to everybody, and ssh would not use it; chmod 600 it");
    }

    /// <returns>It can be read.</returns>
    bool SshFile(string path, string file, string what)
    {
        var before = problems.Count;
        if (file.Length == 0)
            Add(path, $"is missing; name {what}");
        else if (!Path.IsPathRooted(file) || file.Any(c => char.IsWhiteSpace(c) || "\"'\\%$#".Contains(c)))
            Add(path, $"{file} is no absolute path without blanks, quotes, \\, %, $ and #, in which ssh would read something of its own; move the file");
        else
            SecretFile(path, file);
        return problems.Count == before;
    }

    void SshHost(string template)
    {
        const string path = $"{SshPath}.host";
        if (!template.Contains("{host}", StringComparison.Ordinal) && !template.Contains("{short}", StringComparison.Ordinal))
            Add(path, $"'{template}' is one for all hosts: a service would be restarted on another than was meant; put {{host}} in it");
        else if (RemoteName.AddressOf(new("host"), template) is null)
            Add(path, $"'{template}' makes no host's name; write one such as {{host}}.example.org, the port and the user have keys of their own");
    }

    void Command(string template)
    {
        const string path = $"{SshPath}.command";
        if (!template.Contains("{service}", StringComparison.Ordinal))
            Add(path, "does not say what to restart; put {service} in it");
        if (template.Any(char.IsControl))
            Add(path, "holds a line break or another control character; write one line");
    }

    void Units(Dictionary<string, string> units)
    {
        foreach (var (service, unit) in units.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            var path = $"{SshPath}.units.{service}";
            if (!RemoteName.Services.Contains(service))
                Add(path, $"'{service}' is nothing that is restarted; there are {string.Join(" and ", RemoteName.Services)}");
            if (!RemoteName.IsUnit(unit))
                Add(path, $"'{unit}' is no unit's name; use letters, digits, _, -, ., : and @");
        }
    }
}
