using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Matching;

/// <summary>
/// The candidates of an item by the hash of one of their fields, in their order. Keeps its space from run to run. Candidates
/// that only share a hash come along: whoever walks them asks the whole condition anyway.
/// </summary>
sealed class JoinIndex
{
    int[] heads = [];
    int[] next = [];
    int mask;

    /// <summary>Behind the last candidate of a walk.</summary>
    public const int End = -1;

    public void Begin(int count)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count));
        if (heads.Length < size)
            (heads, next) = (new int[size], new int[size]);
        mask = size - 1;
        Array.Fill(heads, End, 0, size);
    }

    /// <summary>Adds a candidate. The last one first: walks then go upwards.</summary>
    /// <returns>False when its field is no key.</returns>
    public bool TryAdd(int candidate, in CelValue key)
    {
        if (!CelMapKey.IsAllowed(key))
            return false;
        ref var head = ref heads[CelMapKey.Comparer.GetHashCode(key) & mask];
        (next[candidate], head) = (head, candidate);
        return true;
    }

    public int First(in CelValue key) => heads[CelMapKey.Comparer.GetHashCode(key) & mask];

    public int After(int candidate) => next[candidate];
}
