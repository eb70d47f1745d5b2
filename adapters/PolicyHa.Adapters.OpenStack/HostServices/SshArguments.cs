using System.Globalization;

namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>How ssh is called. No secret is among it: any user of this machine can read the arguments of its processes.</summary>
static class SshArguments
{
    static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(10);

    /// <param name="address">As <see cref="RemoteName.AddressOf"/> gives it.</param>
    /// <param name="unit">For which <see cref="RemoteName.IsUnit"/> holds.</param>
    public static IReadOnlyList<string> Of(SshRestartOptions ssh, string address, string unit) =>
    [
        "-F", "none",   // No file of this machine adds a key, a proxy, a lasting connection or trust in other hosts.
        "-T",
        "-o", "BatchMode=yes",
        "-o", "LogLevel=VERBOSE",   // SshTalk listens for the login.
        "-o", "StrictHostKeyChecking=yes",
        "-o", $"UserKnownHostsFile={ssh.KnownHostsFile}",
        "-o", "GlobalKnownHostsFile=/dev/null",
        "-o", "UpdateHostKeys=no",
        "-o", "PreferredAuthentications=publickey",
        "-o", $"IdentityFile={ssh.KeyFile}",   // With -i, a file that is gone would let ssh try the keys of ~/.ssh.
        "-o", "IdentitiesOnly=yes",
        "-o", "IdentityAgent=none",
        "-o", $"ConnectTimeout={ConnectSeconds(ssh.Timeout)}",
        "-p", ssh.Port.ToString(CultureInfo.InvariantCulture),
        "-l", ssh.User,
        "--", address, ssh.Command.Replace("{service}", unit, StringComparison.Ordinal),
    ];

    /// <summary>So that ssh itself gives up, and says why, before it is ended. It counts whole seconds.</summary>
    static int ConnectSeconds(TimeSpan timeout) =>
        Math.Max(1, (int)Math.Min(timeout.TotalSeconds / 2, ConnectMax.TotalSeconds));
}
