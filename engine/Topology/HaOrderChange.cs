using System.Globalization;

namespace PolicyHa.Engine.Topology;

/// <summary>Another order of recovery for one instance. Pure.</summary>
/// <param name="Priority">Null: as it is.</param>
/// <param name="Group">Null: as it is.</param>
/// <param name="After">Null: as it is; empty: it waits for nobody.</param>
public sealed record HaOrderChange(int? Priority, string? Group, IReadOnlyList<string>? After)
{
    /// <summary>As metadata.</summary>
    public IReadOnlyDictionary<string, string> Words
    {
        get
        {
            var words = new Dictionary<string, string>();
            if (Priority is { } priority)
                words[HaOrder.PriorityKey] = priority.ToString(CultureInfo.InvariantCulture);
            if (Group is not null)
                words[HaOrder.GroupKey] = Group;
            if (After is not null)
                words[HaOrder.AfterKey] = string.Join(',', After);
            return words;
        }
    }

    /// <summary>What could not be read of it, in words; empty when all could.</summary>
    public IReadOnlyList<string> MistakesFor(Instance instance) => HaOrder.Of(Applied(instance)).Mistakes;

    /// <summary>Groups that would then wait for each other in a circle, by name; empty: none would.</summary>
    /// <param name="all">All instances there are.</param>
    public IReadOnlyList<HaGroup> CircleWith(Instance instance, IEnumerable<Instance> all)
    {
        var changed = Applied(instance);
        return HaOrder.Of(changed).Group is { } group
            ? HaGroups.Of(all.Where(i => i.Id != instance.Id && i.Project == instance.Project).Append(changed)).CircleOf(group)
            : [];
    }

    Instance Applied(Instance instance)
    {
        var metadata = new Dictionary<string, string>(instance.Metadata);
        foreach (var (key, word) in Words)
            metadata[key] = word;
        return instance with { Metadata = metadata };
    }
}
