namespace PolicyHa.Engine.Facts;

/// <summary>The short names operators use for signals and statuses, in rule files, scenarios, the API and traces.</summary>
public static class SignalNames
{
    /// <summary>Every signal, in table order.</summary>
    public static readonly IReadOnlyList<Signal> All = Enum.GetValues<Signal>();

    static readonly string[] Names = ["admin", "tenant", "storage", "nova-compute", "libvirt", "power", "cluster"];

    static readonly string[] StatusNames = ["unknown", "up", "degraded", "down"];

    static readonly string[] FaultNames = ["crashed", "failed", "io-error", "watchdog", "no-heartbeat"];

    /// <summary>For example <c>nova-compute</c>.</summary>
    public static string Name(this Signal signal) => Names[(int)signal];

    /// <summary>For example <c>down</c>.</summary>
    public static string Name(this SignalStatus status) => StatusNames[(int)status];

    /// <summary>For example <c>io-error</c>.</summary>
    public static string Name(this InstanceFaultKind fault) => FaultNames[(int)fault];

    /// <summary><c>reboot</c> or <c>poweroff</c>.</summary>
    public static string Name(this ShutdownKind kind) => kind == ShutdownKind.Reboot ? "reboot" : "poweroff";

    /// <summary>What a host does that shuts down so, for sentences.</summary>
    public static string Does(this ShutdownKind kind) => kind == ShutdownKind.Reboot ? "reboots" : "goes off";

    /// <summary>Reads a short name. <c>false</c> when there is no such signal.</summary>
    public static bool TryParseSignal(string name, out Signal signal) => TryFind(Names, name, out signal);

    /// <summary>Reads a status; <c>ok</c>, the canonical event's word, is <c>up</c>.</summary>
    public static bool TryParseStatus(string name, out SignalStatus status) =>
        TryFind(StatusNames, name is "ok" ? "up" : name, out status);

    /// <summary>Reads an instance fault. <c>false</c> when there is no such fault.</summary>
    public static bool TryParseFault(string name, out InstanceFaultKind fault) => TryFind(FaultNames, name, out fault);

    static bool TryFind<T>(string[] names, string name, out T value)
        where T : struct, Enum
    {
        var index = Array.IndexOf(names, name);
        value = index < 0 ? default : Enum.GetValues<T>()[index];
        return index >= 0;
    }
}
