using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>Somebody saw a host alive. It takes no flip and no agreement: one observer who is right is enough to show that a host lives.</summary>
/// <param name="Seen">What was seen up: a signal's name, or an instance.</param>
/// <param name="At">
/// When, by the observer's clock, but never later than we heard of it; when the observer says up for the first time after down or
/// silence: when we heard of it.
/// </param>
public sealed record LifeSign(HostName Host, string Seen, string Observer, DateTimeOffset At)
{
    /// <summary>For example <c>mon1 saw storage of h3 up at 00:01:22.000</c>.</summary>
    public string Text => $"{Observer} saw {Seen} of {Host} up at {At:HH:mm:ss.fff}";
}
