using System.Globalization;
using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Topology;

/// <summary>
/// What an owner asks about the order of recovery, in the instance's metadata. A word that cannot be read counts as not written,
/// and is told.
/// </summary>
/// <param name="Priority">0 to 1000, the highest is recovered first.</param>
/// <param name="Group">The group it is of; null: none.</param>
/// <param name="After">Groups that must be ready before it is recovered.</param>
/// <param name="ReadyAfter">How long it runs before it counts as ready; at most <see cref="ReadyAfterMax"/>.</param>
/// <param name="Mistakes">What could not be read, in words.</param>
public sealed record HaOrder(
    int Priority, HaGroup? Group, IReadOnlyList<HaGroup> After, TimeSpan ReadyAfter, IReadOnlyList<string> Mistakes)
{
    public const string PriorityKey = "HA_Priority";
    public const string GroupKey = "HA_Group";

    /// <summary>Names of groups, divided by commas.</summary>
    public const string AfterKey = "HA_After";

    /// <summary>A duration such as <c>90s</c>.</summary>
    public const string ReadyAfterKey = "HA_Ready_After";

    /// <summary>Of an instance that says nothing: half-way, so that others can be put before it and behind it.</summary>
    public const int PriorityDefault = 500;

    const int PriorityMax = 1000;

    public static readonly TimeSpan ReadyAfterMax = TimeSpan.FromHours(1);

    static readonly HaOrder Unasked = new(PriorityDefault, null, [], TimeSpan.Zero, []);

    /// <summary>All of it.</summary>
    public static HaOrder Of(Instance instance) => AsksAnything(instance.Metadata) ? Read(instance) : Unasked;

    static bool AsksAnything(IReadOnlyDictionary<string, string> words) =>
        words.ContainsKey(PriorityKey) || words.ContainsKey(GroupKey) || words.ContainsKey(AfterKey) || words.ContainsKey(ReadyAfterKey);

    static HaOrder Read(Instance instance)
    {
        var mistakes = new List<string>();
        var words = instance.Metadata;
        var priority = PriorityOf(instance);
        if (words.TryGetValue(PriorityKey, out var number) && NumberOf(number) is null)
            mistakes.Add($"{instance.Name}: {PriorityKey} '{number}' is not a number from 0 to {PriorityMax}");

        HaGroup? group = null;
        if (words.TryGetValue(GroupKey, out var name))
            group = GroupOf(instance, GroupKey, name, mistakes);
        var after = new List<HaGroup>();
        foreach (var word in words.GetValueOrDefault(AfterKey, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (GroupOf(instance, AfterKey, word, mistakes) is { } one && !after.Contains(one))
                after.Add(one);
        }

        var ready = TimeSpan.Zero;
        if (words.TryGetValue(ReadyAfterKey, out var time) && (!Durations.TryParse(time, out ready) || ready > ReadyAfterMax))
        {
            ready = TimeSpan.Zero;
            mistakes.Add($"{instance.Name}: {ReadyAfterKey} '{time}' is not a duration up to {Durations.Text(ReadyAfterMax)}, such as 90s");
        }

        return new HaOrder(priority, group, after, ready, mistakes);
    }

    /// <summary>The priority alone.</summary>
    public static int PriorityOf(Instance instance) =>
        instance.Metadata.TryGetValue(PriorityKey, out var word) ? NumberOf(word) ?? PriorityDefault : PriorityDefault;

    static int? NumberOf(string word) =>
        int.TryParse(word, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number <= PriorityMax ? number : null;

    static HaGroup? GroupOf(Instance instance, string key, string name, List<string> mistakes)
    {
        if (HaGroup.IsName(name.Trim()))
            return new HaGroup(name.Trim(), instance.Project);
        mistakes.Add($"{instance.Name}: {key} '{name}' is not the name of a group (letters, digits, '.', '-', '_', at most 64)");
        return null;
    }
}
