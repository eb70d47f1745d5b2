using System.Globalization;
using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Running;

/// <summary>The processes of the service: how they begin and end, and what they can reach.</summary>
public sealed partial class Simulation
{
    /// <summary>Says which compute host a controller runs on.</summary>
    /// <param name="name"><c>a</c>, <c>b</c>, ...</param>
    public void PutOn(string name, HostName host) => Named(name).Host = host;

    /// <summary>Starts every controller.</summary>
    public void StartAll()
    {
        foreach (var controller in controllers)
            StartService(controller.Name);
    }

    /// <summary>Starts a controller (again); where it is the only one, the former process is proven dead.</summary>
    public void StartService(string name = "a")
    {
        lives++;
        if (controllers.Count == 1)
            Store.ExpireLeases();
        var (controller, life) = (Named(name), $"life-{lives}");
        Let(controller);
        SimService? service = null;
        try
        {
            if (FirstPolicyOf(controller) is not { } policy)
            {
                controller.IsStarting = false;
                return;
            }

            service = new SimService(
                life, controller.Language, controller.Host, Store, new SimPorts(life, controller.Clock, World, fencing, compute), controller.Broker, policies, policy,
                controller.Clock, driving, new DecisionOptions { LookWhileHeld = checks.LookWhileHeld }, execution, turns);
            service.Start();
        }
        catch (CutOffException)
        {
            service?.Dispose();
            controller.IsStarting = true;               // it is tried again when the store answers
            return;
        }

        (controller.Service, controller.IsStarting) = (service, false);
        if (World.Times.KdumpWait > TimeSpan.Zero)
            service.State.Kdump.Expect(World.Hosts.Select(h => h.Name), World.Times.KdumpWait);
        Trace.Add("control", null, "started", $"the service starts ({(controllers.Count == 1 ? "" : $"{name}, ")}life {lives}{(controller.Language == Replica.FirstLanguage ? "" : $", reads rule language {controller.Language}")})");
        if (World.Times.Join > TimeSpan.Zero && controller.HasLived)
            World.After(World.Times.Join, () => joining.Add((controller, service)));
        else
            Join(controller, service);
        controller.HasLived = true;
        Work();
        HearPolicies();
    }

    /// <summary>A process reads what waited for it. One that has died meanwhile does not.</summary>
    void Join(Controller controller, SimService service)
    {
        if (!ReferenceEquals(controller.Service, service))
            return;
        controller.Broker.Join();
        if (controller.Broker.WaitingCount > 0)
            TakeAll(controller, []);
    }

    /// <summary>Kills a controller where it is.</summary>
    public void CrashService(string name = "a")
    {
        var controller = Named(name);
        controller.Service?.Crash();
        controller.Service?.Dispose();
        controller.Service = null;
        controller.Broker.Leave();
        Trace.Add("control", null, "crashed", controllers.Count == 1 ? "the service is killed" : $"the service is killed ({name})");
    }

    /// <summary>What a controller can reach from now on.</summary>
    public void Partition(string name, bool store, bool cloud)
    {
        var controller = Named(name);
        (controller.IsCutFromStore, controller.IsCutFromCloud) = (store, cloud);
        Trace.Add("control", null, "partition", $"{name} {(store ? "has no store" : "has the store")} and {(cloud ? "no cloud" : "the cloud")}");
        if (controller is { IsStarting: true, IsCutFromStore: false })
            StartService(name);
        else
            TakeAll(controller, []);
    }

    /// <summary>The disk of the store is full, or has room again.</summary>
    public void FillStore(bool full)
    {
        Store.IsFull = full;
        Trace.Add("control", null, "store", full ? "the store's disk is full" : "the store has room again");
        foreach (var controller in full ? [] : controllers.Where(c => !c.IsCutFromStore).ToList())
        {
            if (controller.IsStarting)
                StartService(controller.Name);
            else
                TakeAll(controller, []);
        }

        if (!full)
            HearPolicies();
    }

    Controller Named(string name) => controllers.First(c => c.Name == name);

    /// <summary>From here on it is this controller that acts.</summary>
    void Let(Controller controller)
    {
        acting = controller;
        Store.IsCutOff = controller.IsCutFromStore;
        World.IsCallerCutOff = controller.IsCutFromCloud;
    }

    /// <summary>
    /// The service will be killed at its <paramref name="number"/>-th write from now, and started again at once: just before the
    /// write reaches the store, or just after.
    /// </summary>
    public void CrashAtWrite(int number, bool after) => CrashAt(number, after ? CrashPoint.AfterWrite : CrashPoint.BeforeWrite);

    /// <summary>The service will be killed at its <paramref name="number"/>-th write or act from now, and started again at once.</summary>
    public void CrashAt(int number, CrashPoint point)
    {
        awaitsCrash = point != CrashPoint.AfterAct;
        var left = number;
        void Count()
        {
            if (acting.IsDying || --left == 0)
                Die();
        }

        Store.BeforeWrite = point == CrashPoint.BeforeWrite ? Count : () => { if (acting.IsDying) Die(); };
        Store.AfterWrite = point == CrashPoint.AfterWrite ? Count : null;
        World.AfterAct = point == CrashPoint.AfterAct ? Count : null;
    }

    /// <summary>The wall clock of the service's machine is set.</summary>
    public void StepClock(TimeSpan by, string name = "a")
    {
        Named(name).Clock.Ahead += by;
        Trace.Add("control", null, "clock", string.Create(CultureInfo.InvariantCulture, $"{(controllers.Count == 1 ? "the service's" : $"{name}'s")} clock is set by {by.TotalSeconds:+0.###;-0.###} s"));
        Work();
    }

    void Die()
    {
        (acting.IsDying, awaitsCrash) = (true, false);
        acting.Service?.Crash();
        throw new SimCrashException();
    }
}
