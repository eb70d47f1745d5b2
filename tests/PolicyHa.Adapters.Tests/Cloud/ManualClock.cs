namespace PolicyHa.Adapters.Tests.Cloud;

/// <summary>A clock that goes only when told: an evacuation of two seconds takes no time to test.</summary>
internal sealed class ManualClock : TimeProvider
{
    DateTimeOffset now = new(2026, 11, 21, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(double seconds) => now += TimeSpan.FromSeconds(seconds);
}
