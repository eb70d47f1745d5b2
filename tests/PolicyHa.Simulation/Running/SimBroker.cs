using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Simulation.Running;

/// <summary>Keeps the events that came while nobody read them. A service that has just started joins first, and reads then.</summary>
public sealed class SimBroker : IEventSource
{
    readonly List<IncomingEvent> waiting = [];

    public int WaitingCount => waiting.Count;

    /// <summary>A service reads from it.</summary>
    public bool IsJoined { get; set; }

    public string? WhatIsUnread => IsJoined && waiting.Count == 0 ? null : $"{waiting.Count} events of the broker are unread since the service started";

    public void Keep(IncomingEvent incoming) => waiting.Add(incoming);

    /// <summary>All that waits, oldest first.</summary>
    public IReadOnlyList<IncomingEvent> TakeAll()
    {
        var all = waiting.ToList();
        waiting.Clear();
        return all;
    }
}
