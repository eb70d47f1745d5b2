namespace PolicyHa.Engine.Topology;

/// <summary>All that an instance needs of its host: a set.</summary>
public readonly record struct HostNeeds
{
    /// <summary>The words of each set that was asked for, so that they are made once.</summary>
    static readonly IReadOnlyList<string>?[] KnownWords = new IReadOnlyList<string>?[1 << HostNeedNames.All.Count];

    readonly int bits;

    HostNeeds(int bits) => this.bits = bits;

    public static HostNeeds None { get; }

    public bool IsEmpty => bits == 0;

    /// <summary>For rules: sorted, such as <c>numa, pci</c>.</summary>
    public IReadOnlyList<string> Words => KnownWords[bits] ??= WordsOf(this);

    /// <summary>What its flavor's extra specs and its image's properties ask for; what Nova would not understand asks for nothing.</summary>
    public static HostNeeds Of(Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var needs = None;
        if (instance.FlavorSpecs.Count > 0)
        {
            foreach (var (key, value) in instance.FlavorSpecs)
                needs = needs.With(HostNeedKeys.OfSpec(key, value));
        }

        if (instance.ImageProperties.Count > 0)
        {
            foreach (var (key, value) in instance.ImageProperties)
                needs = needs.With(HostNeedKeys.OfProperty(key, value));
        }

        return needs;
    }

    public bool Contains(HostNeed need) => (bits & (1 << (int)need)) != 0;

    public HostNeeds With(HostNeed? need) => need is { } one ? new HostNeeds(bits | (1 << (int)one)) : this;

    static string[] WordsOf(HostNeeds needs) => [.. HostNeedNames.All.Where(needs.Contains).Select(n => n.Name())];
}
