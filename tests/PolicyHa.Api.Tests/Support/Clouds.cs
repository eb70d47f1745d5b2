using PolicyHa.Samples.Cloud;

namespace PolicyHa.Api.Tests.Support;

static class Clouds
{
    /// <summary>The named fleet, whose parts are quick; without a Kafka broker unless asked for.</summary>
    public static Task<SimulatedCloud> StartAsync(bool kafka = false) => SimulatedCloud.StartAsync(new CloudOptions
    {
        Kafka = kafka,
        PowerOffTime = TimeSpan.FromMilliseconds(50),
        EvacuateTime = TimeSpan.FromMilliseconds(200),
    });
}
