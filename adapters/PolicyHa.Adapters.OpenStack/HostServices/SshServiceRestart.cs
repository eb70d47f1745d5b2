using System.ComponentModel;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>Logs in on the host by this machine's <c>ssh</c> and has a service restarted, for sites without an agent on their hosts.</summary>
sealed class SshServiceRestart(SshRestartOptions ssh, TimeProvider clock) : IServiceRestart
{
    /// <summary>ssh's own failure, by ssh(1). A command that ends so cannot be told from it.</summary>
    const int SshFailed = 255;

    /// <summary>What a signal ended, here or there, is told as this and the signal's number.</summary>
    const int EndedBySignal = 128;

    /// <summary>For every host; one whose name cannot be used is refused with the reason.</summary>
    public bool CanRestart(HostName host) => true;

    public async Task<ActionAnswer> RestartAsync(HostName host, string service, ActionContext context, CancellationToken ct)
    {
        var what = $"restart of {service} on {host}";
        if (!RemoteName.Services.Contains(service))
            return Never($"{what} was not sent: only {string.Join(" and ", RemoteName.Services)} are restarted");
        if (RemoteName.AddressOf(host, ssh.Host) is not { } address)
            return Never($"{what} was not sent: that is no host's name for ssh, which are made of letters, digits, ., - and _");

        var (arguments, talk) = (SshArguments.Of(ssh, address, ssh.Units.GetValueOrDefault(service, service)), new SshTalk());
        try
        {
            var exit = await ChildProcess.RunAsync("ssh", arguments, ssh.Timeout, talk.Hear, clock, ct);
            return Meaning(what, exit, talk);
        }
        catch (Win32Exception e)
        {
            return Never($"{what} was not sent: {ChildProcess.Launcher} cannot be started: {e.Message}");
        }
    }

    ActionAnswer Meaning(string what, int? exit, SshTalk talk)
    {
        var late = $"no end within {ssh.Timeout.TotalSeconds:0.#} s";
        return exit switch
        {
            0 => new ActionAnswer.Accepted(null),
            null when talk.IsLoggedIn => new ActionAnswer.Unclear($"{what} may have happened: {late}. {talk.Words}".TrimEnd()),
            > EndedBySignal when talk.IsLoggedIn =>
                new ActionAnswer.Unclear($"{what} may have happened: the connection, or the command, was broken off. {talk.Words}".TrimEnd()),
            null => new ActionAnswer.Refused($"{what} was not sent: {late}. {talk.Words}".TrimEnd(), Retryable: true),
            SshFailed => new ActionAnswer.Refused($"{what} was not sent: {talk.Words}", !talk.NeedsPeople),
            > EndedBySignal => new ActionAnswer.Refused($"{what} was not sent: ssh was ended by signal {exit - EndedBySignal}", Retryable: true),
            // The host was reached and its command has said no: sudo does not allow it, there is no such unit, or the service does not
            // come up. The same command says the same a moment later, so what the table says after `else:` need not wait for it.
            _ => Never($"{what}: exit code {exit}: {talk.Words}"),
        };
    }

    static ActionAnswer.Refused Never(string reason) => new(reason, Retryable: false);
}
