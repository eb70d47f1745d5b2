using System.Security.Cryptography;
using System.Text;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Topology;

/// <summary>Everything a decision about one segment may rest on, at one moment. Immutable; time is in it.</summary>
/// <param name="TakenAt">UTC: "now" for every rule and guard.</param>
/// <param name="Hosts">By name.</param>
/// <param name="SawEverything">False until the service has seen a first full picture since it started.</param>
public sealed record ClusterSnapshot(
    DateTimeOffset TakenAt,
    FailoverSegment Segment,
    IReadOnlyList<HostView> Hosts,
    OperatorState Operators,
    bool SawEverything)
{
    /// <summary>SHA-256 over the text of what decisions look at, lower-case hex: two equal digests were decided alike.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        text.Append(Segment.Name).Append(' ').Append(Operators.Disarmed is null).Append(' ').Append(SawEverything).Append('\n');
        foreach (var host in Hosts)
            host.AppendTo(text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public HostView? Host(HostName name) => Hosts.FirstOrDefault(h => h.Name == name);
}
