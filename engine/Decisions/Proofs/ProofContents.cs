using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions.Proofs;

/// <summary>Everything that a made-up host can carry under a policy, and what no made-up instance could be.</summary>
/// <param name="NotReached">For people: what is not on any host, because no instance gets that class.</param>
sealed record ProofContents(IReadOnlyList<ProofContent> All, IReadOnlyList<string> NotReached)
{
    /// <summary>A migration of an instance in such a task is refused by Nova.</summary>
    const string Busy = "resize_prep";

    public static ProofContents Under(RecoveryPolicy policy, ProofHints hints)
    {
        var made = new MadeUpInstances(policy, hints);
        var contents = new List<ProofContent>();
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        Add("cattle", Cattle(1), Cattle(2), Cattle(3));
        Add("pets", Pet(1), Pet(2));
        Add("cattle and pets", Cattle(1), Cattle(2), Pet(1));
        Add("cattle and a stopped pet", Cattle(1), Pet(1, "stopped pet", VmState.Stopped));
        Add("cattle and a paused pet", Cattle(1), Pet(1, "paused pet", VmState.Paused));
        Add("cattle and a pet that cannot be live-migrated", Cattle(1), Pet(1, "busy pet", taskState: Busy));
        Add("cattle and a pet on local disk", Cattle(1), Pet(1, "pet on local disk", boot: BootSource.LocalDisk));
        Add("nothing protected", ("unprotected instance", made.Find(InstanceClass.None, "n1")));
        return new ProofContents(contents, [.. missing]);

        (string, Instance?) Cattle(int number) => ("cattle", made.Find(InstanceClass.Cattle, $"c{number}"));

        (string, Instance?) Pet(
            int number, string what = "pet", VmState state = VmState.Active, string? taskState = null, BootSource? boot = null) =>
            (what, made.Find(InstanceClass.Pet, $"p{number}", state, taskState, boot));

        void Add(string name, params ReadOnlySpan<(string What, Instance? Instance)> wanted)
        {
            var instances = new List<Instance>();
            foreach (var (what, instance) in wanted)
            {
                if (instance is null)
                    missing.Add(what);
                else
                    instances.Add(instance);
            }

            if (instances.Count == wanted.Length)
                contents.Add(new ProofContent(name, instances));
        }
    }
}
