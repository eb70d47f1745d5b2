namespace PolicyHa.Samples.Cloud.World;

/// <summary>The management controller of a host: what it says need not be what is.</summary>
internal sealed class Bmc
{
    public BmcFault Fault { get; set; }

    /// <summary>The status it answers with under <see cref="BmcFault.Errors"/>.</summary>
    public int ErrorStatus { get; set; } = 500;

    /// <summary>It shows a power state this old.</summary>
    public TimeSpan StaleFor { get; set; }

    /// <summary>Its own pace; null is the cloud's.</summary>
    public TimeSpan? PowerOffTime { get; set; }

    public DateTimeOffset PowerChangedAt { get; set; } = DateTimeOffset.MinValue;
}
