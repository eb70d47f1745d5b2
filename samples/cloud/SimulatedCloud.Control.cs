using PolicyHa.Samples.Cloud.Alerts;
using PolicyHa.Samples.Cloud.Control;
using PolicyHa.Samples.Cloud.Faults;
using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.Kafka;
using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud;

/// <summary>What tests do to the cloud and read from it; the same as the control endpoint offers.</summary>
public sealed partial class SimulatedCloud
{
    public IReadOnlyList<string> HostNames => world.Look(() => world.Hosts.Keys.ToList());

    /// <summary>What the alert receivers took.</summary>
    public IReadOnlyList<ReceivedAlert> Alerts => alerts.All;

    /// <summary>host:port of the Kafka broker.</summary>
    public string KafkaBootstrap => kafka.Broker.Bootstrap;

    /// <summary>How many tokens Keystone gave out.</summary>
    public int TokensIssued => world.Look(() => Identity.TokensIssued);

    /// <summary>The truth of the moment.</summary>
    public CloudState State() => world.Look(() => StateView.Of(world));

    public HostState Host(string name) => world.Look(() => StateView.Of(world, world.HostNamed(name)));

    public InstanceState Instance(string nameOrId) => world.Look(() => StateView.Of(world.ServerNamed(nameOrId)));

    /// <summary>What really happened.</summary>
    public AuditReport Audit() => world.Look(() => AuditView.Of(world));

    /// <summary>Power lost: agent, nova-compute and guests are gone.</summary>
    public void Kill(string host) => OnHost(host, world.LosePower);

    /// <summary>Kernel panic: as <see cref="Kill"/>, but the power stays on.</summary>
    public void Crash(string host) => OnHost(host, world.Crash);

    /// <summary>nova-compute and the agent hang, the guests run on: evacuating without fencing makes
    /// two copies.</summary>
    public void Freeze(string host) => OnHost(host, world.Freeze);

    public void Cut(string host, HostNetwork network) => OnHost(host, h => world.Cut(h, network));

    public void Restore(string host, HostNetwork network) => OnHost(host, h => world.Restore(h, network));

    /// <summary>Repaired and booted: nova-compute throws the evacuated copies away.</summary>
    public void Revive(string host) => OnHost(host, world.Revive);

    /// <param name="host">Where.</param>
    /// <param name="service">What stops.</param>
    /// <param name="stubborn">The agent's restart will not help.</param>
    public void StopService(string host, HostService service, bool stubborn = false) =>
        OnHost(host, h => world.StopService(h, service, stubborn));

    public void StartService(string host, HostService service) => OnHost(host, h => world.StartService(h, service));

    public void CrashInstance(string nameOrId) => world.Change(() => world.CrashInstance(world.ServerNamed(nameOrId)));

    /// <summary>Puts an instance's record into any state, as no API would: a task that nobody is at work on is what a dying nova-api leaves behind.</summary>
    /// <param name="nameOrId">Whose.</param>
    /// <param name="vm">Null: as it is.</param>
    /// <param name="task">Null: as it is.</param>
    public void SetState(string nameOrId, string? vm = null, string? task = null) =>
        world.Change(() => world.SetState(world.ServerNamed(nameOrId), vm, task));

    /// <summary>Its owner locks an instance.</summary>
    public void Lock(string nameOrId, string? reason = null) =>
        world.Change(() => CloudWorld.Lock(world.ServerNamed(nameOrId), reason));

    /// <summary>Boots one more instance.</summary>
    public void Boot(InstancePlan plan) => world.Change(() => world.Add(plan));

    /// <param name="host">Whose BMC.</param>
    /// <param name="fault">What is wrong with it from now on.</param>
    /// <param name="status">The status it answers with under <see cref="BmcFault.Errors"/>.</param>
    /// <param name="staleFor">It shows a power state this old.</param>
    public void SetBmc(string host, BmcFault fault, int status = 500, TimeSpan staleFor = default) =>
        SetBmc(host, new BmcManner { Fault = fault, ErrorStatus = status, StaleFor = staleFor });

    /// <param name="host">Whose BMC.</param>
    /// <param name="manner">How it behaves from now on.</param>
    public void SetBmc(string host, BmcManner manner) => OnHost(host, h => world.SetManner(h, manner));

    /// <summary>How many sessions of a BMC are open, and how many ever were.</summary>
    public (int Open, int Opened) BmcSessions(string host) =>
        world.Look(() => world.HostNamed(host).Bmc.Sessions is var sessions ? (sessions.Numbers.Count(), sessions.Opened) : default);

    /// <summary>A BMC forgets its sessions, as when it starts anew.</summary>
    public void EndBmcSessions(string host) => OnHost(host, h => h.Bmc.Sessions.CloseAll());

    public void Inject(ApiFault fault) => faults.Add(fault);

    /// <summary>Ends the injected faults of an area, or all.</summary>
    public void Heal(ApiArea? area = null) => faults.Heal(area);

    /// <summary>Every token is worthless from now on.</summary>
    public void RevokeTokens() => world.Change(() => Identity.RevokeAll());

    public void TakeKafkaDown() => kafka.Broker.TakeDown();

    public void BringKafkaUp() => kafka.Broker.BringUp();

    /// <summary>A producer of one's own; the caller disposes it.</summary>
    public HealthEventProducer CreateProducer() => new(KafkaBootstrap, Options.Clock);

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    public async Task UntilAsync(Func<CloudState, bool> holds, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        var end = Environment.TickCount64 + (long)(timeout ?? TimeSpan.FromSeconds(20)).TotalMilliseconds;
        while (!holds(State()))
        {
            if (Environment.TickCount64 > end)
            {
                throw new TimeoutException("The simulated cloud did not come to the awaited state.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), ct);
        }
    }

    void OnHost(string host, Action<ComputeHost> change) => world.Change(() => change(world.HostNamed(host)));
}
