namespace PolicyHa.Engine.Ports;

/// <summary>A read of the outside world had no usable answer. The asker waits and asks again; it never assumes.</summary>
public sealed class OutsideUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
