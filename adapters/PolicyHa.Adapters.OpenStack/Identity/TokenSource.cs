using Microsoft.Extensions.Logging;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Identity;

/// <summary>
/// The token in use. One log-in at a time, ahead of expiry; the old token serves until the new one is there.
/// </summary>
sealed partial class TokenSource(KeystoneClient keystone, TimeProvider clock, ILogger<TokenSource> log)
{
    /// <summary>After a failed renewal ahead of time, while the old token still serves.</summary>
    static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    Token? current;
    Task<Token>? renewal;
    DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <exception cref="OutsideUnavailableException">There is no token and none was to be had.</exception>
    public ValueTask<Token> GetAsync(CancellationToken ct)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (current is not { } token || now >= token.ExpiresAt)
                return new(Renewal().WaitAsync(ct));
            if (now >= token.RenewAt && now >= notBefore)
                Renewal();
            return new(token);
        }
    }

    /// <summary>A service did not take it. Does nothing when it has been replaced meanwhile.</summary>
    public void Reject(Token token)
    {
        lock (gate)
        {
            if (ReferenceEquals(current, token))
                current = null;
        }
    }

    /// <summary>Called under the gate. Not bound to one caller: others wait for it too.</summary>
    Task<Token> Renewal() => renewal ??= Task.Run(RenewAsync);

    async Task<Token> RenewAsync()
    {
        try
        {
            var token = await keystone.AuthenticateAsync(CancellationToken.None);
            lock (gate)
                current = token;
            LogNewToken(log, token.ExpiresAt);
            return token;
        }
        catch (OutsideUnavailableException e)
        {
            LogNoToken(log, e.Message);
            lock (gate)
                notBefore = clock.GetUtcNow() + RetryPause;
            throw;
        }
        finally
        {
            lock (gate)
                renewal = null;
        }
    }
}
