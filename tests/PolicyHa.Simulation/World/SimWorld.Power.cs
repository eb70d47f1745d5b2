using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>Hosts that lose their power, crash and come back.</summary>
public sealed partial class SimWorld
{
    public void PowerOff(SimHost host)
    {
        if (!host.PowerOn)
            return;
        (host.PowerOn, host.IsDumping, host.OffAt) = (false, false, clock.Elapsed);
        trace.Add("world", host.Name.Value, "power-off", $"{host.Name} has no power");
    }

    /// <summary>Somebody tells of a host with a watchdog.</summary>
    /// <param name="isLife">That it lives.</param>
    public void Told(SimHost host, SimWatchdog watchdog, bool isLife)
    {
        if (isLife)
            watchdog.LastSaid = Now;
        if (watchdog.CutOffBy.Count == 0)
            watchdog.SilentSince = null;
        else if (isLife || watchdog.SilentSince is null)
            Count(host, watchdog);
    }

    /// <summary>Its agent looks for contact, asks its peers, and stops feeding the watchdog.</summary>
    void Count(SimHost host, SimWatchdog watchdog)
    {
        var since = clock.Elapsed;
        watchdog.SilentSince = since;
        After(watchdog.ResetsAfter, () =>
        {
            if (watchdog.SilentSince == since && watchdog.IsArmed && !host.IsDumping)      // a dump is not to be cut short
                PowerOff(host);
        });
    }

    /// <summary>
    /// A fenced or dead host boots, as fast as machines do. What ran there before does not start by itself; its nova-compute removes the
    /// old copies of what was evacuated once it has started. Nova keeps what it believes of the host.
    /// </summary>
    /// <param name="up">Told when it runs.</param>
    public void Boot(SimHost host, Action? up = null) => OnceBooted(host, () =>
    {
        trace.Add("world", host.Name.Value, "power-on", $"{host.Name} has booted");
        After(Times.Restart, () => RemoveOldCopies(host));
        up?.Invoke();
    });

    /// <summary>The same, and a person has told Nova that it is fine.</summary>
    /// <param name="back">Told when it runs.</param>
    public void Return(SimHost host, Action? back = null) => OnceBooted(host, () =>
    {
        (host.ForcedDown, host.Disabled, host.DisabledReason) = (false, false, null);
        RemoveOldCopies(host);
        trace.Add("world", host.Name.Value, "power-on", $"{host.Name} is back");
        back?.Invoke();
    });

    void OnceBooted(SimHost host, Action then)
    {
        if (!host.PowerOn && clock.Elapsed < host.OffAt + Times.Boot)
        {
            After(host.OffAt + Times.Boot - clock.Elapsed, () => OnceBooted(host, then));
            return;
        }

        foreach (var device in host.Devices)
            device.IsOn = true;
        Begin(host);
        then();
    }

    void Begin(SimHost host)
    {
        if (!host.Runs)
        {
            foreach (var instance in instances.Values)
                instance.Guests.Remove(host.Name);
            host.BootedAt = clock.Elapsed;
        }

        (host.PowerOn, host.IsDumping, host.HasReported, host.ComputeEndedAt) = (true, false, true, null);
    }

    /// <summary>The same by hand: all its outlets are on.</summary>
    public void SwitchOnAll(SimHost host)
    {
        foreach (var device in host.Devices)
            device.IsOn = true;
        SwitchOn(host);
    }

    /// <summary>It has power at once, and runs guests again; everybody sees so when it has booted.</summary>
    public void SwitchOn(SimHost host)
    {
        if (host.PowerOn)
            return;
        Begin(host);
        trace.Add("world", host.Name.Value, "power-on", $"{host.Name} has power again");
        After(Times.Boot, () =>
        {
            if (host.PowerOn)
                HostCameUp?.Invoke(host.Name);
        });
        After(Times.Boot + Times.Restart, () => RemoveOldCopies(host));
    }

    void RemoveOldCopies(SimHost host)
    {
        foreach (var migration in migrations.Where(m => m.Source == host.Name && m is { Kind: MoveKind.Evacuation, State: MoveState.Done, IsCleaned: false }))
        {
            migration.IsCleaned = true;
            if (Instance(migration.Instance) is { } moved && moved.Host != host.Name)
                moved.Guests.Remove(host.Name);
        }
    }

    /// <summary>The host's kernel crashes and begins to dump: it has power, and its guests are dead.</summary>
    public void Dump(SimHost host)
    {
        host.IsDumping = true;
        host.DumpHeardBy.Clear();
        foreach (var instance in instances.Values)
            instance.Guests.Remove(host.Name);
        trace.Add("world", host.Name.Value, "kdump", $"{host.Name} has crashed and dumps its memory");
    }
}
