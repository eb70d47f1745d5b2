using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.Fencing.Http;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>
/// The session of one BMC, shared by all calls to it: asked for by the first call that needs it, and closed after a minute without one, for BMCs have 4 to 16. It
/// stands in no call's way: one that can get none goes by Basic. <c>BmcSession.Wire.cs</c> holds the calls.
/// </summary>
sealed partial class BmcSession : ICallLogin, IAsyncDisposable
{
    /// <summary>Unused for so long, it is closed; and after the BMC gave none, so long none is asked for. 60 s.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(60);

    /// <summary>The part of a call's limit that it waits for a session before it goes by Basic: a third, so that there is time left for the call.</summary>
    const int LoginShare = 3;

    const string TokenHeader = "X-Auth-Token";

    readonly Lock gate = new();
    readonly BmcAddress address;
    readonly FencingDeviceOptions device;
    readonly BmcAccount account;
    readonly DeviceCalls calls;
    readonly TimeProvider clock;
    readonly ILogger<BmcSession> log;
    readonly ITimer idle;

    Task<BmcLogin>? login;
    Task closing = Task.CompletedTask;
    string? newest;
    long usedAt;
    bool isOver;

    public BmcSession(BmcAddress address, FencingDeviceOptions device, int index, DeviceConnections connections, TimeProvider clock, ILogger<BmcSession> log)
    {
        (this.address, this.device, this.clock, this.log) = (address, device, clock, log);
        account = new BmcAccount(device);
        calls = connections.To(index, address.Name, BmcWords.Of, () => Secrets);
        idle = clock.CreateTimer(_ => CloseWhenIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why calls go by Basic now; null: they do not.</summary>
    public string? WhyBasic { get; private set; }

    /// <summary>What must not be shown.</summary>
    public IEnumerable<string> Secrets => newest is { } token ? [.. account.Secrets, token] : account.Secrets;

    public async Task AuthorizeAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var found = await WaitAsync(ct);
        if (found.IsWrong)
            throw new DeviceException($"{address.Name}: log in: {found.Why}", retryable: false);
        WhyBasic = found.Why;
        if (found.Token is { } token)
            request.Headers.TryAddWithoutValidation(TokenHeader, token);
        else
            request.Headers.Authorization = account.Basic;
    }

    public bool Renew(HttpRequestMessage request)
    {
        if (!request.Headers.TryGetValues(TokenHeader, out var carried))
            return false;
        lock (gate)
        {
            // Calls at the same time find this out together: only the first asks for another.
            if (Known() is { } last && last.Token == carried.Single())
                Drop(last);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        Task<BmcLogin>? last;
        lock (gate)
        {
            (isOver, last, login) = (true, login, null);
        }

        await idle.DisposeAsync();
        if (last is not null)
            await CloseAsync(await last);
        await closing;
    }

    /// <summary>A login that is late goes on without the call, so that its session is used by the next one and not lost.</summary>
    async Task<BmcLogin> WaitAsync(CancellationToken ct)
    {
        var patience = device.CallLimit / LoginShare;
        try
        {
            return await Current().WaitAsync(patience, clock, ct);
        }
        catch (TimeoutException)
        {
            return new BmcLogin(clock.GetTimestamp()) { Why = $"none was given within {patience.TotalSeconds:0.#} s" };
        }
    }

    Task<BmcLogin> Current()
    {
        lock (gate)
        {
            usedAt = clock.GetTimestamp();
            if (isOver)
                return Task.FromResult(new BmcLogin(usedAt) { Why = "the service is stopping" });
            if (Known() is { Token: null } none && (none.IsWrong || clock.GetElapsedTime(none.At) >= IdleMax))
                login = null;
            // Belongs to no call: one that is given up must not leave a session behind that nobody knows. And no second slot is held.
            return login ??= Task.Run(() => OpenAsync(closing));
        }
    }

    BmcLogin? Known() => login is { IsCompletedSuccessfully: true } done ? done.Result : null;

    void CloseWhenIdle()
    {
        lock (gate)
        {
            if (isOver || Known() is not { Token: not null, Place: not null } open)
                return;
            if (clock.GetElapsedTime(usedAt) is var unused && unused < IdleMax)
            {
                idle.Change(IdleMax - unused, Timeout.InfiniteTimeSpan);
                return;
            }

            Drop(open);
        }
    }

    /// <summary>Also one that the BMC did not let in: it may know it all the same, and hold its slot.</summary>
    void Drop(BmcLogin open) => (login, closing) = (null, Task.Run(() => CloseAsync(open)));
}
