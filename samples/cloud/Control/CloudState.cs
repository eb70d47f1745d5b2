namespace PolicyHa.Samples.Cloud.Control;

/// <summary>The truth of the moment.</summary>
public sealed record CloudState(
    DateTimeOffset At, IReadOnlyList<HostState> Hosts, IReadOnlyList<InstanceState> Instances)
{
    public HostState Host(string name) => Hosts.Single(h => h.Name == name);

    public InstanceState Instance(string nameOrId) =>
        Instances.Single(i => i.Name == nameOrId || i.Id.ToString() == nameOrId);
}
