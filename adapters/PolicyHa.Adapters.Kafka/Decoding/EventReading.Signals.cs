using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Kafka.Decoding;

/// <summary>Which signal or fault an event speaks of.</summary>
internal ref partial struct EventReading
{
    const string FaultWords =
        "crashed, failed, io-error, watchdog, no-heartbeat, a libvirt lifecycle such as 5/2, "
        + "or LIFECYCLE with attributes event and detail";

    DecodeResult? HostResult(EventType type, Word word)
    {
        if (type == EventType.Host && ShutdownOf(fields.Component) is { } kind)
            return ShutdownResult(word, kind);
        Signal? signal = type switch
        {
            EventType.Network => NetworkOf(fields.Component),
            EventType.Storage => Signal.StorageNetwork,
            EventType.NovaCompute => Signal.NovaCompute,
            EventType.Libvirt => Signal.Libvirt,
            EventType.Host => HostSignalOf(fields.Component),
            _ => null,
        };
        if (type == EventType.Host && fields.Component.Is("watchdog"u8))
            return WatchdogResult(word);
        if (signal is { } known)
            return new DecodeResult.Decoded(new HostReport(word.Id, word.Host, known, word.Status, word.Observer, word.ObservedAt));
        if (type == EventType.Network)
            Refuse(fields.Component, "admin (or management, manage), tenant (or neutron) or storage");
        else if (type == EventType.Host)
            Refuse(fields.Component, "power, cluster, ping, watchdog, reboot or poweroff");
        return null;
    }

    /// <summary>Down: the host shuts down so. Up: it does not, or is back. What lies between says neither.</summary>
    static DecodeResult ShutdownResult(Word word, ShutdownKind kind) => word.Status is SignalStatus.Down or SignalStatus.Up
        ? new DecodeResult.Decoded(new ShutdownReport(word.Id, word.Host, kind, word.Status, word.Observer, word.ObservedAt))
        : new DecodeResult.Informational(word.Id, $"whether {word.Host} shuts down is not known");

    static ShutdownKind? ShutdownOf(Field component)
    {
        if (component.Is("reboot"u8))
            return ShutdownKind.Reboot;
        return component.Is("poweroff"u8) ? ShutdownKind.Poweroff : null;
    }

    static Signal? NetworkOf(Field component)
    {
        if (component.Is("admin"u8) || component.Is("management"u8) || component.Is("manage"u8))
            return Signal.AdminNetwork;
        if (component.Is("tenant"u8) || component.Is("neutron"u8))
            return Signal.TenantNetwork;
        return component.Is("storage"u8) ? Signal.StorageNetwork : null;
    }

    /// <summary>
    /// A ping is a hint of the same weight as a cluster's membership: nothing is decided by either alone.
    /// </summary>
    static Signal? HostSignalOf(Field component)
    {
        if (component.Is("power"u8))
            return Signal.Power;
        return component.Is("cluster"u8) || component.Is("ping"u8) ? Signal.Cluster : null;
    }

    /// <summary>Armed is <c>ok</c>, and needs to say how long it lasts; anything else is not armed.</summary>
    DecodeResult.Decoded WatchdogResult(Word word)
    {
        var timeout = OptionalNumber(fields.WatchdogTimeout, 1, 3_600);
        if (timeout is null && word.Status == SignalStatus.Up && !fields.WatchdogTimeout.IsThere)
            problems.Missing(fields.WatchdogTimeout.Name, "after how many seconds without being fed the watchdog resets the host");
        return new(new WatchdogReport(
            word.Id, word.Host, TimeSpan.FromSeconds(timeout ?? 1), word.Status, word.Observer, word.ObservedAt));
    }

    DecodeResult? InstanceResult(Word word, InstanceId? instance)
    {
        if (word.Status == SignalStatus.Unknown)
            return new DecodeResult.Informational(
                word.Id, $"the state of instance {instance} is not known: neither a fault nor its end");
        var ends = word.Status == SignalStatus.Up;
        if (ReadLifecycle() is { } lifecycle)
        {
            if (lifecycle.Fault is null && !lifecycle.EndsFault)
                return new DecodeResult.Informational(
                    word.Id, $"libvirt lifecycle {lifecycle} of instance {instance} is no fault");
            if (lifecycle.EndsFault != ends)
                problems.Add($"{fields.Status.Name}: {fields.Status.Shown} contradicts libvirt lifecycle {lifecycle}");
            return InstanceReport(word, instance, lifecycle.Fault);
        }

        if (FaultOf(fields.Component) is { } fault)
            return InstanceReport(word, instance, fault);
        if (ends)
            return InstanceReport(word, instance, null);
        Refuse(fields.Component, FaultWords);
        return null;
    }

    /// <summary>
    /// The engine knows faults and their ends: a degraded guest (paused on an I/O error) has a fault, whose kind says
    /// how bad it is. An end ends whatever the instance had, so its kind does not matter.
    /// </summary>
    static DecodeResult.Decoded InstanceReport(Word word, InstanceId? instance, InstanceFaultKind? fault) =>
        new(new InstanceReport(
            word.Id, word.Host, instance ?? default, fault ?? InstanceFaultKind.Crashed,
            word.Status == SignalStatus.Up ? SignalStatus.Up : SignalStatus.Down, word.Observer, word.ObservedAt));

    LibvirtLifecycle? ReadLifecycle()
    {
        if (fields.Component.IsText && LibvirtLifecycle.TryParse(fields.Component.Raw, out var lifecycle))
            return lifecycle;
        if (!fields.Component.Is("LIFECYCLE"u8) && !fields.Component.Is("lifecycle"u8))
            return null;
        if (!fields.LifecycleEvent.IsThere)
            problems.Missing(fields.LifecycleEvent.Name, "libvirt's number of the lifecycle event");
        return new LibvirtLifecycle(
            (int)(OptionalNumber(fields.LifecycleEvent, 0, 99) ?? 0),
            (int)(OptionalNumber(fields.LifecycleDetail, 0, 99) ?? 0));
    }

    static InstanceFaultKind? FaultOf(Field component)
    {
        if (component.Is("crashed"u8))
            return InstanceFaultKind.Crashed;
        if (component.Is("failed"u8))
            return InstanceFaultKind.Failed;
        if (component.Is("io-error"u8))
            return InstanceFaultKind.IoError;
        if (component.Is("no-heartbeat"u8))
            return InstanceFaultKind.NoHeartbeat;
        return component.Is("watchdog"u8) ? InstanceFaultKind.Watchdog : null;
    }
}
