using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>A host's word that it shuts down in order; the newest of each host counts. Survives restarts.</summary>
/// <param name="Observer">Who said so: usually an agent on the host itself.</param>
/// <param name="At">When, by the observer's clock, but never later than we heard of it.</param>
/// <param name="IsOver">It was called off, or the host has come up again since.</param>
public sealed record ShutdownNotice(HostName Host, ShutdownKind Kind, string Observer, DateTimeOffset At, bool IsOver)
{
    /// <summary>For example <c>agent says that h3 reboots</c>.</summary>
    public string Text => IsOver ? $"the shutdown of {Host} is over" : $"{Observer} says that {Host} {Kind.Does()}";
}
