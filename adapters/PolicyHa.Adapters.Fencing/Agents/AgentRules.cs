using System.Collections.Concurrent;
using PolicyHa.Adapters.Fencing.Configuration;
using PolicyHa.Adapters.Fencing.Devices;

namespace PolicyHa.Adapters.Fencing.Agents;

/// <summary>The agent's name and what it wants to be told; it is asked itself what that may be.</summary>
sealed class AgentRules : IDeviceRules
{
    /// <summary>Those whose "off" is not the power of a host, and why each proves nothing.</summary>
    static readonly Dictionary<string, string> NoProof = new Dictionary<string, string>
    {
        ["fence_compute"] = "it only writes into Nova, which switches nothing off",
        ["fence_evacuate"] = "it evacuates instead of switching off",
        ["fence_heuristics_ping"] = "it only pings",
        ["fence_kdump"] = "use the section kdump, which listens for the same message",
    };

    /// <summary>Parameters that are not the operator's to give, and why.</summary>
    static readonly Dictionary<string, string> NotGiven = new Dictionary<string, string>
    {
        ["action"] = "is chosen for each call",
        ["password"] = Secret,
        ["passwd"] = Secret,
        ["username"] = "belongs to the key username",
        ["login"] = "belongs to the key username",
        ["verbose"] = Talks,
        ["verbose_level"] = Talks,
        ["debug"] = Talks,
        ["debug_file"] = Talks,
    };

    static readonly string[] Needed = ["off", "status"];

    const string Secret = "would stand here in clear; use password_credential, password_file or password_env";
    const string Talks = "would print the password";

    static readonly ConcurrentDictionary<(string Path, DateTime Changed), (AgentMetadata? Metadata, string? Problem)> known = [];

    public string Kind => DeviceKinds.Agent;

    public IReadOnlyCollection<string> Keys { get; } = ["agent", "parameters", "secret_parameter", "username", .. DeviceCheck.PasswordKeys];

    public TimeSpan CallLimit { get; } = TimeSpan.FromSeconds(60);

    public IEnumerable<string> Templates(FencingDeviceOptions device) => device.Parameters.Values;

    public void Check(DeviceCheck check)
    {
        var device = check.Device;
        if (device.HasPassword)
            check.Password();
        if (device.HasPassword && DevicePassword.Problem(device) is null && AgentSecret.Problem(DevicePassword.Read(device)) is { } secret)
            check.Add("password", secret);
        foreach (var (name, value) in device.Parameters.Where(p => p.Value.AsSpan().IndexOfAny('\r', '\n') >= 0))
            check.Add($"parameters.{name}", "holds a line break");
        foreach (var (name, why) in NotGiven.Where(n => device.Parameters.Keys.Any(k => AgentMetadata.Plain(k) == n.Key)))
            check.Add($"parameters.{name}", why);
        if (check.IsOneForSeveral)
            check.Add("parameters", "are the same for several hosts: one would be switched off for another; put {host}, {short} or {plug} in one of them");
        Agent(check);
    }

    static void Agent(DeviceCheck check)
    {
        var agent = check.Device.Agent;
        if (agent.Length == 0)
            check.Add("agent", "is missing; for example fence_ipmilan");
        else if (!AgentPath.IsName(agent))
            check.Add("agent", $"'{agent}' is no name of a fence agent, such as fence_ipmilan");
        else if (NoProof.TryGetValue(agent, out var why))
            check.Add("agent", $"{agent} cannot prove a host off: {why}");
        else if (AgentPath.Of(check.Options, agent) is var path && !File.Exists(path))
            check.Add("agent", $"there is no {path}; install the package fence-agents, or set agents_directory");
        else
            Metadata(check, path);
    }

    static void Metadata(DeviceCheck check, string path)
    {
        var (metadata, problem) = known.GetOrAdd(
            (path, File.GetLastWriteTimeUtc(path)), key => Task.Run(() => AgentMetadata.ReadAsync(key.Path, CancellationToken.None)).GetAwaiter().GetResult());
        if (metadata is null)
        {
            check.Add("agent", $"{path} does not say what it can do: {problem}");
            return;
        }

        if (metadata.IsFabric)
            check.Add("agent", $"{check.Device.Agent} cuts a host off from its storage and must let it in again when it returns, which is not supported yet");
        foreach (var action in Needed.Where(a => !metadata.Actions.Contains(a)))
            check.Add("agent", $"{check.Device.Agent} has no {action}, without which nothing can be proven");
        if (!metadata.Actions.Contains("on") && !check.Device.OffOnly)
            check.Add("off_only", $"{check.Device.Agent} cannot switch on; say so with off_only: true");
        string[] given = [.. check.Device.Parameters.Keys.Select(AgentMetadata.Plain)];
        foreach (var name in check.Device.Parameters.Keys.Where(k => !metadata.Parameters.Contains(AgentMetadata.Plain(k))))
            check.Add($"parameters.{name}", $"{check.Device.Agent} has no such parameter; it has {string.Join(", ", metadata.Parameters.Order())}");
        foreach (var required in metadata.Required.Where(r => !r.Any(n => given.Contains(AgentMetadata.Plain(n)))))
            check.Add("parameters", $"{required[0]} is missing, which {check.Device.Agent} needs");
        if (check.Device.HasPassword && !metadata.Parameters.Contains(AgentMetadata.Plain(check.Device.SecretParameter)))
            check.Add("secret_parameter", $"{check.Device.Agent} has no parameter {check.Device.SecretParameter}");
    }
}
