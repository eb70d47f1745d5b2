using PolicyHa.Samples.Cloud;

namespace PolicyHa.Adapters.Tests.Cloud;

/// <summary>A cloud of its own for each test, with a clock that the test turns.</summary>
public abstract class CloudTest : IAsyncLifetime
{
    internal ManualClock Clock { get; } = new();

    internal SimulatedCloud Cloud { get; private set; } = null!;

    internal CloudClient Client { get; private set; } = null!;

    protected virtual CloudOptions Options => new() { Kafka = false };

    public async Task InitializeAsync()
    {
        Cloud = await SimulatedCloud.StartAsync(Options with { Clock = Clock });
        Client = await CloudClient.LoggedIn(Cloud);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
    }

    /// <summary>Fenced as it should be: off by its BMC, then forced down and disabled in one call.</summary>
    internal async Task Fence(string host)
    {
        Assert.Equal(204, (await Client.Reset(host, "ForceOff")).Status);
        Clock.Pass(1);
        Assert.Equal("Off", await Client.Power(host));
        var answer = await Client.PutService(host,
            """{"status":"disabled","disabled_reason":"fenced","forced_down":true}""");
        Assert.Equal(200, answer.Status);
    }

    internal static void IsFault(Answer answer, int status, string key, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(message, answer.Json[key]!["message"]!.ToString());
        Assert.Equal(status, answer.Json[key]!["code"]!.GetValue<int>());
    }
}
