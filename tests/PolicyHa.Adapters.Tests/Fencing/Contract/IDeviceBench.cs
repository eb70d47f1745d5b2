using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>Two hosts, <c>compute-1</c> and <c>compute-2</c>, which are on, behind a device of one kind, and ways to make it misbehave.</summary>
public interface IDeviceBench : IAsyncDisposable
{
    /// <summary>One entry for both hosts, as good as can be; each call makes it anew.</summary>
    FencingDeviceOptions Options { get; }

    /// <summary>The host's power as it really is.</summary>
    bool IsOn(string host);

    /// <summary>The host goes off without the device's doing.</summary>
    void LosePower(string host);

    /// <summary>The device takes commands for the host and does nothing.</summary>
    void Lies(string host);

    /// <summary>The device never answers for the host.</summary>
    void Hangs(string host);

    /// <summary>The device answers, and says that something is wrong with it.</summary>
    void Fails(string host);
}
