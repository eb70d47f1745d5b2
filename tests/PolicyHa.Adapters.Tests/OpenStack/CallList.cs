using System.Collections.Concurrent;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>What went out, in order.</summary>
sealed class CallList
{
    readonly ConcurrentQueue<string> calls = new();

    public void Add(string call) => calls.Enqueue(call);

    public IReadOnlyCollection<string> Distinct => [.. calls.Distinct()];

    public int Count(string part) => calls.Count(c => c.Contains(part, StringComparison.Ordinal));
}
