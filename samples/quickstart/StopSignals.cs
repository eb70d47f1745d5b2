using System.Runtime.InteropServices;

namespace PolicyHa.Samples.Quickstart;

/// <summary>Ctrl-C and SIGTERM as a token: everything that was started is stopped before we go.</summary>
sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly PosixSignalRegistration interrupt;
    readonly PosixSignalRegistration terminate;

    public StopSignals()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        source.Dispose();
    }

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}
