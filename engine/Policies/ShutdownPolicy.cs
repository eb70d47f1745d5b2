using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Policies;

/// <summary>What becomes of the instances of a host that says it shuts down. Proxmox VE's <c>shutdown_policy</c> is the model.</summary>
/// <param name="Wait">How long a host is believed to be on its way: after that it is a host like any other. 1 minute to 1 day.</param>
/// <param name="At">Where it is written.</param>
public sealed record ShutdownPolicy(ShutdownMode Mode, TimeSpan Wait, RuleSource At)
{
    /// <summary>
    /// The file says nothing: who reboots is waited for, who goes off is recovered. 10 minutes: a server with much memory checks it for
    /// 5 minutes before it boots, and stopping its guests takes a few before that.
    /// </summary>
    public static readonly ShutdownPolicy Standard = new(ShutdownMode.Conditional, TimeSpan.FromMinutes(10), RuleSource.BuiltIn);

    /// <summary>A host that shuts down so is waited for until it is back: nothing of it is recovered elsewhere.</summary>
    public bool WaitsForItsReturn(ShutdownKind kind) =>
        Mode == ShutdownMode.Freeze || (Mode == ShutdownMode.Conditional && kind == ShutdownKind.Reboot);

    /// <summary>Until when the notice counts, if nothing ends it before.</summary>
    public DateTimeOffset EndOf(ShutdownNotice notice) => notice.At + Wait;

    /// <summary>The host is believed to be on its way.</summary>
    public bool Believes(ShutdownNotice? notice, DateTimeOffset now) => notice is { IsOver: false } && now < EndOf(notice);
}

/// <summary>Which shutdowns are waited out.</summary>
public enum ShutdownMode
{
    /// <summary>A reboot is; a host that goes off is recovered.</summary>
    Conditional,

    /// <summary>Every one is.</summary>
    Freeze,

    /// <summary>None is: the host's instances are recovered elsewhere once it is down.</summary>
    Failover,
}
