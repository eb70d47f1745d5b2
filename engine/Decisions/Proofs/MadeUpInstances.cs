using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>Makes up instances that a policy's own classifier puts into a wanted class.</summary>
sealed class MadeUpInstances(RecoveryPolicy policy, ProofHints hints)
{
    static readonly string?[] Wishes = ["true", null, "false"];

    /// <summary>The plainest instance of this class; null when none of those that are tried gets it.</summary>
    /// <param name="name">Its name and id.</param>
    /// <param name="boot">Null: any that does.</param>
    public Instance? Find(
        InstanceClass wanted, string name, VmState state = VmState.Active, string? taskState = null, BootSource? boot = null) =>
        Tried(wanted, name, state, taskState, boot).FirstOrDefault(i => policy.Classes.Classify(i, MadeUpSegment.Compute(MadeUpSegment.Host, MadeUpSegment.Name)).Class == wanted);

    IEnumerable<Instance> Tried(InstanceClass wanted, string name, VmState state, string? taskState, BootSource? boot)
    {
        string?[] words = [wanted.Name(), null, "pet", "cattle"];
        foreach (var source in boot is { } given ? [given] : Enum.GetValues<BootSource>())
        {
            var plain = new Instance(
                new InstanceId(name), name, MadeUpSegment.Host, "made-up", state, taskState, source, new Flavor("small", 1, 1024, 0));
            foreach (var enabled in wanted == InstanceClass.None ? Wishes.Reverse() : Wishes)
            {
                foreach (var word in words)
                    yield return plain with { Metadata = Tags(enabled, ("HA_Class", word)) };
            }

            foreach (var hinted in Hinted(plain))
                yield return hinted;
        }
    }

    /// <summary>What the policy's own conditions speak of, one word at a time.</summary>
    IEnumerable<Instance> Hinted(Instance plain)
    {
        var wanted = plain with { Metadata = Tags("true") };
        yield return plain with { HaByAggregate = true };
        foreach (var word in hints.Words)
        {
            foreach (var key in hints.Keys)
            {
                yield return plain with { Metadata = Tags("true", (key, word)) };
                yield return wanted with { FlavorSpecs = Tags(null, (key, word)) };
                yield return wanted with { ImageProperties = Tags(null, (key, word)) };
            }

            yield return wanted with { Flavor = plain.Flavor with { Name = word } };
            yield return wanted with { Project = word };
            yield return wanted with { Image = word };
            yield return wanted with { Name = word };
        }
    }

    static Dictionary<string, string> Tags(string? enabled, params ReadOnlySpan<(string Key, string? Word)> others)
    {
        var tags = new Dictionary<string, string>();
        if (enabled is not null)
            tags[HaWish.Key] = enabled;
        foreach (var (key, word) in others)
        {
            if (word is not null)
                tags[key] = word;
        }

        return tags;
    }
}
