namespace PolicyHa.Engine.Topology;

/// <summary>
/// What an instance's metadata asks about where it may be recovered to, beside what Nova itself keeps true. Pacemaker says location and
/// colocation for it, Proxmox VE node and resource affinity, vSphere "must" and "should" rules. A word that cannot be read counts as
/// not written, and is told.
/// </summary>
/// <param name="OnlyOn">It is recovered to one of these and to nothing else; empty: to any host.</param>
/// <param name="Prefers">One of these where it can be had, the first the most.</param>
/// <param name="Together">Instances of that name, in its project, are kept on one host.</param>
/// <param name="Apart">No two of that name, in its project, come to be on one host.</param>
/// <param name="Mistakes">What could not be read, in words.</param>
public sealed record HaPlace(
    IReadOnlyList<string> OnlyOn, IReadOnlyList<string> Prefers, HaGroup? Together, HaGroup? Apart, IReadOnlyList<string> Mistakes)
{
    /// <summary>Hosts, or <c>aggregate:NAME</c>, divided by commas.</summary>
    public const string OnlyOnKey = "HA_Only_On";

    /// <summary>The same, the best first.</summary>
    public const string PrefersKey = "HA_Prefers";
    public const string TogetherKey = "HA_Together";
    public const string ApartKey = "HA_Apart";

    /// <summary>Before the name of an aggregate.</summary>
    const string AggregateWord = "aggregate:";

    static readonly HaPlace Anywhere = new([], [], null, null, []);

    public static HaPlace Of(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var words = instance.Metadata;
        return words.ContainsKey(OnlyOnKey) || words.ContainsKey(PrefersKey) || words.ContainsKey(TogetherKey) || words.ContainsKey(ApartKey)
            ? Read(instance) : Anywhere;
    }

    /// <summary>It asks for something.</summary>
    public bool Asks => OnlyOn.Count + Prefers.Count > 0 || Together is not null || Apart is not null;

    /// <summary>It may not be on that host, in words; null: it may.</summary>
    public string? WhyNotOn(ComputeHost host) =>
        OnlyOn.Count == 0 || OnlyOn.Any(w => IsMeant(w, host)) ? null : $"may run only on {string.Join(", ", OnlyOn)} ({OnlyOnKey})";

    /// <summary>0 for the host it likes best; the number of its preferences for one it does not speak of.</summary>
    public int RankOf(ComputeHost host)
    {
        for (var i = 0; i < Prefers.Count; i++)
        {
            if (IsMeant(Prefers[i], host))
                return i;
        }

        return Prefers.Count;
    }

    static bool IsMeant(string word, ComputeHost host) =>
        word.StartsWith(AggregateWord, StringComparison.Ordinal) ? host.Aggregates.Contains(word[AggregateWord.Length..]) : host.Name.Value == word;

    static HaPlace Read(Instance instance)
    {
        var mistakes = new List<string>();
        return new HaPlace(
            HostsOf(instance, OnlyOnKey, mistakes), HostsOf(instance, PrefersKey, mistakes),
            GroupOf(instance, TogetherKey, mistakes), GroupOf(instance, ApartKey, mistakes), mistakes);
    }

    static string[] HostsOf(Instance instance, string key, List<string> mistakes)
    {
        if (!instance.Metadata.TryGetValue(key, out var text))
            return [];
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            mistakes.Add($"{instance.Name}: {key} names no host; write hosts or aggregate:NAME, divided by commas");
        return words;
    }

    static HaGroup? GroupOf(Instance instance, string key, List<string> mistakes)
    {
        if (!instance.Metadata.TryGetValue(key, out var name))
            return null;
        if (HaGroup.IsName(name.Trim()))
            return new HaGroup(name.Trim(), instance.Project);
        mistakes.Add($"{instance.Name}: {key} '{name}' is not the name of a group (letters, digits, '.', '-', '_', at most 64)");
        return null;
    }
}
