namespace PolicyHa.Samples.Cloud.World;

internal sealed partial class CloudWorld
{
    /// <summary>The power state the BMC shows, which may be old.</summary>
    public bool ShowsPowerOn(ComputeHost host) =>
        Now - host.Bmc.PowerChangedAt < host.Bmc.StaleFor ? !host.PowerOn : host.PowerOn;

    public void CommandPowerOff(ComputeHost host, string how, TimeSpan delay, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOffCommanded, host, null, $"{how} sent to {host}", mark);
        if (host.OffByCommand)
        {
            Audit.Add(Now, AuditKind.SecondPowerOff, host, null, $"{how} sent to {host}, which a command had put off",
                mark);
        }
        else if (host.PowerOn && host.Bmc.Fault is not BmcFault.Lies)
        {
            After(delay, () => FinishPowerOff(host, mark));
        }
    }

    public void CommandPowerOn(ComputeHost host, string how, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOnCommanded, host, null, $"{how} sent to {host}", mark);
        if (host.Bmc.Fault is not BmcFault.Lies && !host.PowerOn)
        {
            After(Options.PowerOnTime, () => BootIfOff(host));
        }
    }

    public void CommandRestart(ComputeHost host, string how, CallerMark mark)
    {
        Audit.Add(Now, AuditKind.PowerOffCommanded, host, null, $"{how} sent to {host}", mark);
        if (host.Bmc.Fault is BmcFault.Lies)
        {
            return;
        }

        After(host.Bmc.PowerOffTime ?? Options.PowerOffTime, () =>
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
        }
    }

    void BootIfOff(ComputeHost host)
    {
        if (!host.PowerOn)
        {
            Boot(host);
        }
    }
}
