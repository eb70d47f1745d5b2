using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Samples.Cloud.World;

/// <summary>
/// The truth: hosts, guests and Nova's records, in memory under one lock. Nothing runs in the background: whoever
/// enters first lets everything happen that is due by now, each at its own instant, so a state never depends on who
/// looked when.
/// </summary>
internal sealed partial class CloudWorld
{
    readonly Lock gate = new();
    readonly Agenda agenda = new();

    public CloudWorld(CloudOptions options, FleetPlan fleet)
    {
        Options = options;
        Now = options.Clock.GetUtcNow();
        StartedAt = Now;
        Build(fleet);
    }

    public CloudOptions Options { get; }

    /// <summary>UTC. Inside a happening of the agenda: the instant it was due.</summary>
    public DateTimeOffset Now { get; private set; }

    public DateTimeOffset StartedAt { get; }

    public SortedDictionary<string, ComputeHost> Hosts { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, Server> Servers { get; } = [];

    public ServerIndex ServersByAge { get; } = new(ByAge);

    public ServerIndex ServersById { get; } = new(ById);

    public List<Migration> Migrations { get; } = [];

    public List<ServerGroup> Groups { get; } = [];

    public List<Aggregate> Aggregates { get; } = [];

    public AuditLog Audit { get; } = new();

    /// <summary>Hosts in a Nova cell whose database does not answer: Nova tells next to nothing of them.</summary>
    public HashSet<string> UnreachableCell { get; } = new(StringComparer.Ordinal);

    public static int ById(Server a, Server b) => a.Id.CompareTo(b.Id);

    public static int ByAge(Server a, Server b) =>
        a.Created.CompareTo(b.Created) is not 0 and var way ? way : ById(a, b);

    /// <summary>Everything else is to be called between this and the end of the scope.</summary>
    public Lock.Scope Enter()
    {
        var scope = gate.EnterScope();
        CatchUp();
        return scope;
    }

    public T Look<T>(Func<T> look)
    {
        using (Enter())
        {
            return look();
        }
    }

    public void Change(Action change)
    {
        using (Enter())
        {
            change();
        }
    }

    public void After(TimeSpan delay, Action happens)
    {
        if (delay <= TimeSpan.Zero)
        {
            happens();
        }
        else
        {
            agenda.Add(Now + delay, happens);
        }
    }

    void CatchUp()
    {
        var now = Options.Clock.GetUtcNow();
        while (agenda.TryTake(now, out var due, out var happens))
        {
            Now = due > Now ? due : Now;
            happens();
        }

        Now = now > Now ? now : Now;
    }
}
