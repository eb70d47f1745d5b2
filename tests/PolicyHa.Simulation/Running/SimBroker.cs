using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Simulation.Running;

/// <summary>Keeps the events that came while nobody read them. A service that has just started joins first, and reads then.</summary>
public sealed class SimBroker : IEventSource
{
    readonly List<IncomingEvent> waiting = [];
    bool isReadToItsEnd;

    public int WaitingCount => waiting.Count;

    /// <summary>A service reads from it.</summary>
    public bool IsJoined { get; private set; }

    public string? WhatIsUnread => isReadToItsEnd ? null : $"{waiting.Count} events of the broker are unread since the service started";

    /// <summary>A service has come; it has read everything if nothing waits.</summary>
    public void Join()
    {
        IsJoined = true;
        isReadToItsEnd |= waiting.Count == 0;
    }

    /// <summary>The service is gone: the next one has nothing read yet.</summary>
    public void Leave() => (IsJoined, isReadToItsEnd) = (false, false);

    public void Keep(IEnumerable<IncomingEvent> incoming) => waiting.AddRange(incoming);

    /// <summary>All that waits, oldest first; it is read when <see cref="Commit"/> says so.</summary>
    public IReadOnlyList<IncomingEvent> TakeAll()
    {
        var all = waiting.ToList();
        waiting.Clear();
        return all;
    }

    /// <summary>What was taken is written down.</summary>
    public void Commit() => isReadToItsEnd = true;
}
