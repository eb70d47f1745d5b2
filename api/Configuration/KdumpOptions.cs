using System.ComponentModel.DataAnnotations;
using System.Net;

namespace PolicyHa.Api.Configuration;

/// <summary>Hosts that tell when they dump their memory after a crash, with <c>fence_kdump_send</c> in their dump kernel.</summary>
public sealed class KdumpOptions
{
    /// <summary>Where their messages are listened for, <c>address:port</c> (UDP).</summary>
    /// <value>Default <c>0.0.0.0:7410</c>, the port of fence_kdump.</value>
    public string Listen { get; set; } = "0.0.0.0:7410";

    /// <summary>The address each host sends from, to its name. A message from any other address says nothing about anybody.</summary>
    public Dictionary<string, string> Hosts { get; set; } = [];

    /// <summary>How long a message of such a host is waited for before it is switched off.</summary>
    /// <value>Default 30 s; 0 to 5 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "must be from 0s to 5m")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong, each with the path of its key under <c>kdump</c>. Empty when nothing is.</summary>
    public IReadOnlyList<(string Path, string Message)> Validate()
    {
        var problems = new List<(string, string)>();
        if (!IPEndPoint.TryParse(Listen, out _) || !Listen.Contains(':', StringComparison.Ordinal))
            problems.Add(("listen", $"'{Listen}' is not address:port, such as 0.0.0.0:7410"));
        if (Hosts.Count == 0)
            problems.Add(("hosts", "no host is given, so no message could be believed: write the address of each, {10.0.0.11: compute-1}"));
        foreach (var (address, host) in Hosts)
        {
            if (!IPAddress.TryParse(address, out _))
                problems.Add(($"hosts.{address}", $"'{address}' is no IP address"));
            if (string.IsNullOrWhiteSpace(host))
                problems.Add(($"hosts.{address}", "has no host's name"));
        }

        return problems;
    }
}
