namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    /// <exception cref="KeyNotFoundException">It is wired to a host that there is not.</exception>
    public void SetManner(ComputeHost host, BmcManner manner)
    {
        if (manner.WiredTo is { } other)
        {
            HostNamed(other);
        }

        host.Bmc.Manner = manner;
    }

    /// <summary>The host that a BMC is wired to, which should be its own.</summary>
    public ComputeHost WiredTo(ComputeHost host) => host.Bmc.Manner.WiredTo is { } other ? HostNamed(other) : host;

    /// <summary>The power state a BMC with this manner shows of the host, which may be old.</summary>
    public bool ShowsPowerOn(ComputeHost host, BmcManner manner) =>
        Now - host.Bmc.PowerChangedAt < manner.StaleFor ? !host.PowerOn : host.PowerOn;

    public void CommandPowerOff(ComputeHost host, string how, TimeSpan delay, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOffCommanded, host, null, $"{how} sent to {host}", mark);
        if (host.OffByCommand)
        {
            Audit.Add(Now, AuditKind.SecondPowerOff, host, null, $"{how} sent to {host}, which a command had put off",
                mark);
        }
        else if (host.PowerOn && !DoesNothing(host))
        {
            After(delay, () => FinishPowerOff(host, mark));
        }
    }

    public void CommandPowerOn(ComputeHost host, string how, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOnCommanded, host, null, $"{how} sent to {host}", mark);
        if (!DoesNothing(host) && !host.PowerOn)
        {
            After(Options.PowerOnTime, () => BootIfOff(host));
        }
    }

    public void CommandRestart(ComputeHost host, string how, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOffCommanded, host, null, $"{how} sent to {host}", mark);
        if (DoesNothing(host))
        {
            return;
        }

        After(host.Bmc.Manner.PowerOffTime ?? Options.PowerOffTime, () =>
        {
            FinishPowerOff(host, mark);
            After(Options.PowerOnTime, () => BootIfOff(host));
        });
    }

    void FinishPowerOff(ComputeHost host, CallerMark mark)
    {
        if (host.PowerOn)
        {
            TakePower(host);
            host.OffByCommand = true;
            Audit.Add(Now, AuditKind.PoweredOff, host, null, $"{host} is off", mark);
            if (host.Bmc.Manner.PowerReturnsAfter is { } after)
            {
                After(after, () => BootIfOff(host));
            }
        }
    }

    static bool DoesNothing(ComputeHost host) => host.Bmc.Fault is BmcFault.Lies or BmcFault.TaskFails;

    void BootIfOff(ComputeHost host)
    {
        if (!host.PowerOn)
        {
            Boot(host);
        }
    }
}
