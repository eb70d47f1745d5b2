using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests.Support;

/// <summary>One service that sees every host up, for the tests that only ask it what would be.</summary>
public sealed class WellService : IAsyncLifetime
{
    public const string Name = "well service";

    SimulatedCloud cloud = null!;

    internal ServiceUnderTest Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        cloud = await Clouds.StartAsync();
        Service = await ServiceUnderTest.ReadyAsync(cloud);
        foreach (var host in (await Service.GetAsync("v1/hosts")).AsArray())
            await Service.ReportAsync((string)host!["name"]!, "ok");
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await cloud.DisposeAsync();
    }
}

[CollectionDefinition(WellService.Name)]
public sealed class WellServiceTests : ICollectionFixture<WellService>;
