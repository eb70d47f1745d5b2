using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Samples.Cloud.World;

/// <summary>An instance as Nova's database has it. Where it really runs is in <see cref="RunningOn"/>.</summary>
internal sealed class Server(InstancePlan plan, string projectId, string userId, DateTimeOffset created)
{
    public Guid Id { get; } = plan.Id;

    public string Name { get; } = plan.Name;

    public string ProjectId { get; } = projectId;

    public string UserId { get; } = userId;

    public Flavor Flavor { get; } = plan.Flavor;

    public bool VolumeBooted { get; } = plan.VolumeBooted;

    public IReadOnlyDictionary<string, string> ImageProperties { get; } = plan.ImageProperties;

    public IReadOnlyList<string> Tags { get; } = plan.Tags;

    public string? PinnedZone { get; init; }

    /// <summary>Makes its libvirt name: instance-0000001a.</summary>
    public required int Number { get; init; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    /// <summary>Where Nova says it is.</summary>
    public required ComputeHost Host { get; set; }

    public required string VmState { get; set; }

    public string? TaskState { get; set; }

    public required PowerState PowerState { get; set; }

    public bool Locked { get; set; }

    public string? LockedReason { get; set; }

    public SortedDictionary<string, string> Metadata { get; set; } = new(StringComparer.Ordinal);

    public ServerFault? Fault { get; set; }

    public ServerGroup? Group { get; set; }

    public List<InstanceAction> Actions { get; } = [];

    /// <summary>The evacuation under way, if any. Nova does not check it; the audit does.</summary>
    public Migration? Evacuation { get; set; }

    /// <summary>Waits in VERIFY_RESIZE for its confirmation.</summary>
    public Migration? Resize { get; set; }

    /// <summary>Its owner wants it to run.</summary>
    public bool WantedRunning { get; set; }

    /// <summary>Truth: the hosts on which a copy runs right now. More than one is the catastrophe.</summary>
    public HashSet<ComputeHost> RunningOn { get; } = [];

    /// <summary>Its process died on its host and has not been started since.</summary>
    public bool Crashed { get; set; }

    /// <summary>Since when it runs nowhere although wanted; null while it runs.</summary>
    public DateTimeOffset? NowhereSince { get; set; }

    public Resources Needs { get; } =
        new(plan.Flavor.Vcpus, plan.Flavor.RamMb,
            (plan.VolumeBooted ? 0 : plan.Flavor.DiskGb) + plan.Flavor.EphemeralGb);

    public override string ToString() => Name;
}
