namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    /// <summary>Power is gone, and with it every guest.</summary>
    public void LosePower(ComputeHost host)
    {
        TakePower(host);
        Audit.Add(Now, AuditKind.PowerLost, host, null, $"{host} lost its power");
    }

    /// <summary>Kernel panic: power stays on, nothing runs.</summary>
    public void Crash(ComputeHost host) => ChangeHost(host, () =>
    {
        host.SystemUp = false;
        StopGuests(host);
        Audit.Add(Now, AuditKind.HostCrashed, host, null, $"{host} crashed; its power is on");
    });

    /// <summary>nova-compute and the agent hang; the guests run on.</summary>
    public void Freeze(ComputeHost host) => ChangeHost(host, () =>
    {
        host.NovaCompute.Frozen = true;
        Audit.Add(Now, AuditKind.ServiceFrozen, host, null, $"nova-compute on {host} hangs; the guests run on");
    });

    public void Cut(ComputeHost host, HostNetwork network) => ChangeHost(host, () =>
    {
        host.NetworksCut.Add(network);
        Audit.Add(Now, AuditKind.NetworkCut, host, null, $"{host} lost its {Name(network)} network");
    });

    public void Restore(ComputeHost host, HostNetwork network) => ChangeHost(host, () =>
    {
        host.NetworksCut.Remove(network);
        Audit.Add(Now, AuditKind.NetworkRestored, host, null, $"{host} has its {Name(network)} network again");
    });

    /// <summary>Everything is repaired and the host boots.</summary>
    public void Revive(ComputeHost host)
    {
        host.NetworksCut.Clear();
        Boot(host);
    }

    public void StopService(ComputeHost host, HostService service, bool stubborn) => ChangeHost(host, () =>
    {
        var process = ProcessOf(host, service);
        process.Running = false;
        process.Stubborn = stubborn;
        if (service is HostService.Libvirtd && Options.LibvirtLossDisablesService && !host.Service.Disabled)
        {
            host.Service.Disabled = true;
            host.Service.DisabledReason = "AUTO: Connection to libvirt lost: 1";
        }

        Audit.Add(Now, AuditKind.ServiceStopped, host, null, $"{Name(service)} on {host} stopped");
    });

    public void StartService(ComputeHost host, HostService service) => ChangeHost(host, () =>
    {
        ProcessOf(host, service).Restart();
        Audit.Add(Now, AuditKind.ServiceStarted, host, null, $"{Name(service)} on {host} started");
        if (service is HostService.Libvirtd
            && host.Service.DisabledReason?.StartsWith("AUTO:", StringComparison.Ordinal) == true)
        {
            host.Service.Disabled = false;
            host.Service.DisabledReason = null;
        }

        if (service is HostService.NovaCompute && host.ComputeAnswers)
        {
            ComputeStarted(host);
        }
    });

    public static Process ProcessOf(ComputeHost host, HostService service) =>
        service is HostService.Libvirtd ? host.Libvirtd : host.NovaCompute;

    public static string Name(HostService service) => service is HostService.Libvirtd ? "libvirtd" : "nova-compute";

    public static string Name(HostNetwork network) => network switch
    {
        HostNetwork.Admin => "admin",
        HostNetwork.Tenant => "tenant",
        _ => "storage",
    };

    /// <summary>Takes the power away: the end of every guest, and the proof fencing is after.</summary>
    public void TakePower(ComputeHost host) => ChangeHost(host, () =>
    {
        if (host.PowerOn)
        {
            host.PowerOn = false;
            host.Bmc.PowerChangedAt = Now;
        }

        StopGuests(host);
    });

    /// <summary>Power on, system up, services started, guests left as they were found.</summary>
    public void Boot(ComputeHost host) => ChangeHost(host, () =>
    {
        if (!host.PowerOn)
        {
            host.PowerOn = true;
            host.OffByCommand = false;
            host.Bmc.PowerChangedAt = Now;
        }

        host.SystemUp = true;
        host.NovaCompute.Restart();
        host.Libvirtd.Restart();
        Audit.Add(Now, AuditKind.PoweredOn, host, null, $"{host} is up");
        if (Options.GuestsStartAtBoot)
        {
            foreach (var server in host.Guests.Keys.Where(s => s.WantedRunning).ToList())
            {
                SetGuest(host, server, running: true);
            }
        }

        if (host.ComputeAnswers)
        {
            ComputeStarted(host);
        }
    });

    void StopGuests(ComputeHost host)
    {
        foreach (var server in host.Guests.Where(g => g.Value).Select(g => g.Key).ToList())
        {
            SetGuest(host, server, running: false);
        }
    }

    void ChangeHost(ComputeHost host, Action change)
    {
        change();
        NoteHeartbeats(host);
    }
}
