using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference.Known;

namespace PolicyHa.Engine.State;

/// <summary>When instances were recovered from faults of their own: ladders count tries by it. Not thread-safe.</summary>
sealed class RecoveryMemory
{
    /// <summary>No rule and no ladder looks back further: that is checked when a policy is compiled.</summary>
    public static readonly TimeSpan Reach = InstanceFault.RecoveriesWindow;

    readonly Dictionary<InstanceId, IReadOnlyList<DateTimeOffset>> moments = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Of(InstanceId instance) => moments.GetValueOrDefault(instance, []);

    public void Add(InstanceId instance, DateTimeOffset at) =>
        moments[instance] = [.. Of(instance).Where(m => m > at - Reach && m != at), at];
}
