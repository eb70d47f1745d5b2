namespace PolicyHa.Samples.Cloud.World;

/// <summary>The management controller of a host: what it says need not be what is.</summary>
internal sealed class Bmc
{
    /// <summary>How it behaves now.</summary>
    public BmcManner Manner { get; set; } = new();

    public BmcFault Fault => Manner.Fault;

    public DateTimeOffset PowerChangedAt { get; set; } = DateTimeOffset.MinValue;

    public BmcSessions Sessions { get; } = new();

    /// <summary>Resets that it takes its time for, by number from 1.</summary>
    public List<BmcTask> Tasks { get; } = [];
}
