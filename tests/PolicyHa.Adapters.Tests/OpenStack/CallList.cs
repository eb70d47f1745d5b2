using System.Collections.Concurrent;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>Calls as they went out.</summary>
sealed class CallList
{
    readonly ConcurrentQueue<string> calls = new();

    public void Add(string call) => calls.Enqueue(call);

    public int Count(string part) => calls.Count(c => c.Contains(part, StringComparison.Ordinal));
}
