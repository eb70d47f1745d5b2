using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Samples.Cloud.World;

/// <summary>A physical compute host as it really is, and Nova's record of its service.</summary>
internal sealed class ComputeHost(HostPlan plan, Guid id, Guid serviceId)
{
    public string Name { get; } = plan.Name;

    public HostPlan Plan { get; } = plan;

    /// <summary>Id of the hypervisor, which is the id of the placement resource provider.</summary>
    public Guid Id { get; } = id;

    public string Zone => Plan.Zone;

    public bool PowerOn { get; set; } = true;

    /// <summary>Off because its BMC was told so, and not by itself.</summary>
    public bool OffByCommand { get; set; }

    /// <summary>The operating system runs. False after a crash: power on, nobody home.</summary>
    public bool SystemUp { get; set; } = true;

    public HashSet<HostNetwork> NetworksCut { get; } = [];

    public Process NovaCompute { get; } = new();

    public Process Libvirtd { get; } = new();

    public Bmc Bmc { get; } = new();

    public ComputeService Service { get; } = new(serviceId) { Disabled = plan.Reserved };

    /// <summary>What the hypervisor has defined, also copies that Nova has moved away meanwhile; true
    /// when running.</summary>
    public Dictionary<Server, bool> Guests { get; } = [];

    /// <summary>The servers Nova's database says are here.</summary>
    public HashSet<Server> ServersByRecord { get; } = [];

    /// <summary>What placement has booked here. A dead host keeps its bookings until nova-compute cleans up.</summary>
    public Bookings Bookings { get; } = new();

    public bool Alive => PowerOn && SystemUp;

    /// <summary>nova-compute hears and answers Nova.</summary>
    public bool ComputeAnswers => Alive && NovaCompute.Works && !NetworksCut.Contains(HostNetwork.Admin);

    /// <summary>nova-compute can do something to a guest.</summary>
    public bool CanHandleGuests => ComputeAnswers && Libvirtd.Works;

    public override string ToString() => Name;
}
