using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>What is on the made-up host.</summary>
/// <param name="Name">For people, such as <c>cattle and pets</c>.</param>
/// <param name="Instances">By id.</param>
sealed record ProofContent(string Name, IReadOnlyList<Instance> Instances)
{
    /// <summary>Nothing is wrong inside any of them, or something in the first of each kind, or I/O errors in three at once.</summary>
    public IReadOnlyList<IReadOnlyList<FaultAt>> Faults { get; } = [.. FaultsOf(Instances)];

    static IEnumerable<IReadOnlyList<FaultAt>> FaultsOf(IReadOnlyList<Instance> instances)
    {
        yield return [];
        foreach (var instance in instances.DistinctBy(i => i.Id.Value[0]))
        {
            foreach (var kind in Enum.GetValues<InstanceFaultKind>())
                yield return [new FaultAt(instance, kind)];
        }

        if (instances.Count >= IoErrors)
            yield return [.. instances.Take(IoErrors).Select(i => new FaultAt(i, InstanceFaultKind.IoError))];
    }

    /// <summary>So many paused guests at once speak of their storage rather than of themselves.</summary>
    const int IoErrors = 3;
}

/// <summary>Something is wrong inside one instance.</summary>
sealed record FaultAt(Instance Instance, InstanceFaultKind Kind)
{
    public override string ToString() => $"{Instance.Name} {Kind.Name()}";
}
