using System.Collections.Concurrent;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Alerts;

/// <summary>A sink that answers what a test wants and remembers what it was asked.</summary>
internal sealed class ScriptedSink(string name, Func<OutboxItem, CancellationToken, Task<ActionAnswer>> answer)
    : IAlertSink
{
    public ScriptedSink(string name, Func<OutboxItem, ActionAnswer> answer)
        : this(name, (item, _) => Task.FromResult(answer(item)))
    {
    }

    public string Name => name;

    /// <summary>Sequences, in the order asked.</summary>
    public ConcurrentQueue<long> Asked { get; } = [];

    public Task<ActionAnswer> DeliverAsync(OutboxItem item, CancellationToken ct)
    {
        Asked.Enqueue(item.Sequence);
        return answer(item, ct);
    }
}
