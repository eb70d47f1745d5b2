namespace PolicyHa.Engine.Inference;

/// <summary>A kind of fact, such as <c>HostFault</c>. Facts are found by it.</summary>
public abstract class FactKind
{
    /// <summary>Kinds of one policy, the engine's own included: as many as a set of bits holds.</summary>
    public const int CountMax = 64;

    private protected FactKind(string name, FactScope scope, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, CountMax);
        (Name, Scope, Index) = (name, scope, index);
    }

    /// <summary>As rule files and traces write it.</summary>
    public string Name { get; }

    public FactScope Scope { get; }

    /// <summary>Its number among the kinds of its policy, from 0.</summary>
    public int Index { get; }

    public override string ToString() => Name;
}

/// <summary>A kind whose facts are of type <typeparamref name="T"/>.</summary>
/// <param name="index">Unique among the kinds of a policy; those from <see cref="Known.KnownKinds.Count"/> on are free.</param>
public sealed class FactKind<T>(string name, FactScope scope, int index) : FactKind(name, scope, index)
    where T : Fact;
