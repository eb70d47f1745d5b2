using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>What every <see cref="IServiceRestart"/> promises.</summary>
public abstract class ServiceRestartContract(RestartHome home) : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Task InitializeAsync() => home.StartAsync();

    public async Task DisposeAsync() => await home.DisposeAsync();

    [MachineFact]
    public async Task The_service_that_is_named_is_restarted()
    {
        Assert.True(home.Restart.CanRestart(home.Host));
        Assert.IsType<ActionAnswer.Accepted>(await RestartAsync("libvirtd"));
        Assert.IsType<ActionAnswer.Accepted>(await RestartAsync("nova-compute"));

        Assert.Equal(["libvirtd", "nova-compute"], home.Asked);
    }

    [MachineFact]
    public async Task A_host_that_is_not_reached_may_be_asked_again()
    {
        home.CutOff();

        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync("nova-compute"));

        Assert.True(refused.Retryable, refused.Reason);
        Assert.Contains($"restart of nova-compute on {home.Host}", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(home.Asked);
    }

    [MachineFact]
    public async Task A_host_that_says_no_need_not_be_asked_again()
    {
        home.Forbid();

        var refused = Assert.IsType<ActionAnswer.Refused>(await RestartAsync("nova-compute"));

        Assert.False(refused.Retryable, refused.Reason);
        Assert.Contains($"restart of nova-compute on {home.Host}", refused.Reason, StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Without_an_answer_in_time_it_may_have_happened()
    {
        home.FallSilent();

        var restart = RestartAsync("libvirtd");
        await UntilAskedAsync();
        home.RunOutOfTime();

        var unclear = Assert.IsType<ActionAnswer.Unclear>(await restart);
        Assert.Contains($"restart of libvirtd on {home.Host} may have happened", unclear.Reason, StringComparison.Ordinal);
        Assert.Equal(["libvirtd"], home.Asked);
    }

    [MachineFact]
    public async Task Who_cancels_is_not_kept_waiting()
    {
        home.FallSilent();
        using var cancel = new CancellationTokenSource();

        var restart = home.Restart.RestartAsync(home.Host, "libvirtd", CloudRun.Context(), cancel.Token);
        await UntilAskedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restart.WaitAsync(Patience));
    }

    Task<ActionAnswer> RestartAsync(string service) =>
        home.Restart.RestartAsync(home.Host, service, CloudRun.Context(), default).WaitAsync(Patience);

    async Task UntilAskedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (home.Asked.Count == 0)
            await Task.Delay(20, limit.Token);
    }
}
