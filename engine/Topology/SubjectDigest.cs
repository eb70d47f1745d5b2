namespace PolicyHa.Engine.Topology;

/// <summary>
/// Digests over what a decision about one host of a snapshot looks at: all hosts, and the instances of this one. The part that
/// all of a turn's decisions share is made once.
/// </summary>
sealed class SubjectDigest(ClusterSnapshot now)
{
    string? hosts;

    /// <summary>SHA-256, lower-case hex: two equal digests were decided alike.</summary>
    public string Of(HostView subject)
    {
        using var text = new DigestText();
        text.Add(hosts ??= now.DigestOfHosts());
        text.Add(subject.Name.Value);
        subject.AppendInstancesTo(text);
        return text.Hash();
    }
}
