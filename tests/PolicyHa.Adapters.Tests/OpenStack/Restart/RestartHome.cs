using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>A living host, and one way to have its services restarted.</summary>
public abstract class RestartHome : IAsyncDisposable
{
    public abstract IServiceRestart Restart { get; }

    public abstract HostName Host { get; }

    /// <summary>The services that were asked for on the host, in order.</summary>
    public abstract IReadOnlyList<string> Asked { get; }

    public abstract Task StartAsync();

    /// <summary>From now on the host is not reached.</summary>
    public abstract void CutOff();

    /// <summary>From now on it says no.</summary>
    public abstract void Forbid();

    /// <summary>From now on it takes what it is asked, and does not answer.</summary>
    public abstract void FallSilent();

    /// <summary>The time limit of a call under way is over, or will soon be.</summary>
    public abstract void RunOutOfTime();

    public abstract ValueTask DisposeAsync();
}
