using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests.Support;

/// <summary>One service and one cloud for the tests that leave them as they found them.</summary>
public sealed class CalmService : IAsyncLifetime
{
    public const string Name = "calm service";

    internal SimulatedCloud Cloud { get; private set; } = null!;

    internal ServiceUnderTest Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cloud = await Clouds.StartAsync();
        Service = await ServiceUnderTest.ReadyAsync(Cloud);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Cloud.DisposeAsync();
    }
}

[CollectionDefinition(CalmService.Name)]
public sealed class CalmServiceTests : ICollectionFixture<CalmService>;
