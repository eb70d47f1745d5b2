using System.Runtime.InteropServices;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference;

/// <summary>Working memory of one turn: facts by kind, and by kind and host. Insertion order is kept.</summary>
public sealed class FactSet
{
    readonly Dictionary<Type, List<Fact>> byKind = [];
    readonly Dictionary<(Type Kind, HostName Host), List<Fact>> byHost = [];
    readonly HashSet<Fact> all = [];

    public int Count => all.Count;

    /// <summary>False when an equal fact is there already.</summary>
    public bool Add(Fact fact)
    {
        if (!all.Add(fact))
            return false;
        var kind = fact.GetType();
        Slot(byKind, kind).Add(fact);
        Slot(byHost, (kind, fact.Host)).Add(fact);
        return true;
    }

    /// <summary>All facts of a kind. A copy of the moment: rules may add while reading.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : Fact =>
        byKind.TryGetValue(typeof(T), out var facts) ? [.. facts.Cast<T>()] : [];

    /// <summary>The facts of a kind about one host: an index look-up.</summary>
    public IReadOnlyList<T> Of<T>(HostName host)
        where T : Fact =>
        byHost.TryGetValue((typeof(T), host), out var facts) ? [.. facts.Cast<T>()] : [];

    public bool Any<T>(HostName host)
        where T : Fact => byHost.ContainsKey((typeof(T), host));

    static List<Fact> Slot<TKey>(Dictionary<TKey, List<Fact>> index, TKey key)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        return list ??= [];
    }
}
