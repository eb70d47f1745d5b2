namespace PolicyHa.Engine.Ports;

/// <summary>Somewhere events come from that keeps them for us while we are away.</summary>
public interface IEventSource
{
    /// <summary>
    /// What still waits there from before the service started, in words; null from the moment on at which everything has been
    /// taken once. Whoever has not read it knows less than was told.
    /// </summary>
    string? WhatIsUnread { get; }
}
