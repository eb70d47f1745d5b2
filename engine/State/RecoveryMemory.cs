using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.State;

/// <summary>When instances were recovered from faults of their own: ladders count tries by it. Not thread-safe.</summary>
sealed class RecoveryMemory
{
    /// <summary>No rule and no ladder looks back further: that is checked when a policy is compiled.</summary>
    public static readonly TimeSpan Reach = InstanceFault.RecoveriesWindow;

    /// <summary>Below so many instances it is not worth looking for those that need not be remembered any more.</summary>
    const int SweepFrom = 1024;

    readonly Dictionary<InstanceId, IReadOnlyList<DateTimeOffset>> moments = [];
    int sweepAt = SweepFrom;

    public int Count => moments.Count;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Of(InstanceId instance) => moments.GetValueOrDefault(instance, []);

    public void Add(InstanceId instance, DateTimeOffset at)
    {
        moments[instance] = [.. Of(instance).Where(m => m > at - Reach && m != at), at];
        if (moments.Count < sweepAt)
            return;
        foreach (var old in moments.Where(m => m.Value[^1] <= at - Reach).Select(m => m.Key).ToList())
            moments.Remove(old);
        sweepAt = Math.Max(SweepFrom, moments.Count * 2);
    }
}
