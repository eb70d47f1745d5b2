using PolicyHa.Engine.Facts;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Makes the steps of a scenario happen.</summary>
/// <param name="defaultObserver">Who reports where nobody is named.</param>
sealed class StepPlayer(Running.Simulation simulation, string defaultObserver)
{
    readonly SimWorld world = simulation.World;

    /// <returns>What was expected of the step itself and did not come; null: all is well.</returns>
    public Unmet? Do(ScenarioStep step)
    {
        switch (step)
        {
            case ScenarioStep.ReportSignal report:
                Report(report);
                break;
            case ScenarioStep.ReportInstance report:
                Report(report);
                break;
            case ScenarioStep.ReportWatchdog { Host: var named } report when world.Host(new HostName(named)) is { Watchdog: { } watchdog, Runs: true } host:
                watchdog.IsArmed = report.Armed;
                simulation.ReportWatchdog(host, watchdog, report.Late);
                break;
            case ScenarioStep.ReportWatchdog:
                break;                                  // its agent is as dead as it is
            case ScenarioStep.ReportShutdown report:
                simulation.ReportShutdown(new HostName(report.Host), report.Kind, report.Late);
                break;
            case ScenarioStep.ReportMalformed:
                simulation.ReportMalformed();
                break;
            case ScenarioStep.Crash crash:
                simulation.CrashService(crash.Controller);
                break;
            case ScenarioStep.Restart restart:
                if (restart.Language is { } language)
                    simulation.Install(restart.Controller, language);
                simulation.StartService(restart.Controller);
                break;
            case ScenarioStep.Partition partition:
                simulation.Partition(partition.Controller, partition.FromStore, partition.FromCloud);
                break;
            case ScenarioStep.StoreFull store:
                simulation.FillStore(store.IsFull);
                break;
            case ScenarioStep.CrashLater later:
                simulation.CrashAt(later.Number, later.Point);
                break;
            case ScenarioStep.ClockSteps clock:
                simulation.StepClock(clock.By, clock.Controller);
                break;
            case ScenarioStep.ChangePolicy change:
                simulation.ChangePolicy(change.Policy);
                break;
            case OperatorStep wish:
                return OperatorPlayer.Do(simulation, wish);
            default:
                HappenInTheWorld(step);
                break;
        }

        return null;
    }

    void Report(ScenarioStep.ReportSignal report)
    {
        var host = new HostName(report.Host);
        IReadOnlyList<string> observers = report.By.Count > 0 ? report.By : [defaultObserver];
        simulation.Together(() => Report(report, host, observers));
    }

    void Report(ScenarioStep.ReportSignal report, HostName host, IReadOnlyList<string> observers)
    {
        foreach (var observer in observers)
        {
            var id = simulation.Report(host, report.Signal, report.Status, observer, report.Late);
            for (var again = 1; again < report.Times; again++)
                simulation.Report(host, report.Signal, report.Status, observer, report.Late, id);
        }
    }

    void Report(ScenarioStep.ReportInstance report)
    {
        var instance = Find(report.Instance);
        if (report.Fault is InstanceFaultKind.Crashed or InstanceFaultKind.Failed)
            instance.Guests.Clear();
        simulation.ReportInstance(
            instance, report.Fault ?? InstanceFaultKind.Crashed, report.Fault is null ? SignalStatus.Up : SignalStatus.Down, report.Late);
    }

    void HappenInTheWorld(ScenarioStep step)
    {
        switch (step)
        {
            case ScenarioStep.Fence fence:
                var host = world.Host(new HostName(fence.Host));
                var device = fence.Device is { } named ? host.Device(named) : host.Devices[0];
                (device.Manner, device.Times) = (fence.Manner, fence.Times);
                break;
            case ScenarioStep.MovesFail moves:
                Find(moves.Instance).MovesFail = moves.Times;
                break;
            case ScenarioStep.MovesUnclear unclear:
                (Find(unclear.Instance).MovesUnclear, Find(unclear.Instance).HeardAfter) = (unclear.Times ?? 1, unclear.After);
                break;
            case ScenarioStep.MovesStall stall:
                Find(stall.Instance).MovesStall = stall.Times ?? 1;
                break;
            case ScenarioStep.MovesEndIn ends:
                (Find(ends.Instance).MovesEndIn, Find(ends.Instance).MovesEndSo) = (ends.End, ends.Times ?? 1);
                break;
            case ScenarioStep.StopsFail stops:
                Find(stops.Instance).StopsFail = stops.Times;
                break;
            case ScenarioStep.RestartFails { HostOrInstance: var subject }:
                if (world.Instances.FirstOrDefault(i => i.Name == subject) is { } instance)
                    instance.RestartFails = true;
                else
                    world.Host(new HostName(subject)).RestartFails = true;
                break;
            case ScenarioStep.Nova nova:
                world.NovaUp = nova.Up;
                break;
            case ScenarioStep.Placement placement:
                world.PlacementUp = placement.Up;
                break;
            case ScenarioStep.NovaServices services:
                world.NovaServicesUp = services.Up;
                break;
            case ScenarioStep.Schedulers schedulers:
                world.SchedulersUp = schedulers.Up;
                break;
            case ScenarioStep.Conductors conductors:
                world.ConductorsUp = conductors.Up;
                break;
            case ScenarioStep.NovaUnclear unclear:
                world.NovaUnclear = unclear.Times;
                break;
            case ScenarioStep.Service service:
                world.Service(service.Name).Manner = service.Manner;
                break;
            case ScenarioStep.NovaRefuses refuses:
                world.NovaRefuses = refuses.Times;
                break;
            case ScenarioStep.NovaLags lags:
                world.NovaLag = lags.By;
                break;
            case ScenarioStep.HostDies dies:
                world.PowerOff(world.Host(new HostName(dies.Host)));
                break;
            case ScenarioStep.HostDumps dumps:
                simulation.Dump(world.Host(new HostName(dumps.Host)));
                break;
            case ScenarioStep.HostReturns returns:
                world.Return(world.Host(new HostName(returns.Host)), () => simulation.ReportUp(new HostName(returns.Host)));
                break;
            case ScenarioStep.Owner owner:
                world.OwnerActs(Find(owner.Instance), owner.Act);
                break;
            case ScenarioStep.Moved moved:
                world.Place(Find(moved.Instance), moved.Host);
                break;
            case HostStep act:
                Happen(act);
                break;
            default:
                throw new InvalidOperationException($"no such step: {step.GetType().Name}");
        }
    }

    void Happen(HostStep step)
    {
        var host = world.Host(new HostName(step.Host));
        switch (step.Act)
        {
            case HostAct.Boots:
                world.Boot(host, () => simulation.ReportUp(host.Name));
                break;
            case HostAct.Powered:
                world.SwitchOnAll(host);
                break;
            case HostAct.Enabled:
                (host.ForcedDown, host.Disabled, host.DisabledReason) = (false, false, null);
                break;
            case HostAct.Disabled:
                (host.Disabled, host.DisabledReason) = (true, "a person's reasons");
                break;
            case HostAct.ForcedDown:
                host.ForcedDown = true;
                break;
            case HostAct.LosesCompute:
                world.EndCompute(host);
                break;
            case HostAct.Leaves:
                host.IsInNova = false;
                break;
            default:
                host.Segment = new SegmentName(step.Segment!);
                break;
        }
    }

    SimInstance Find(string name) => world.Instances.First(i => i.Name == name);
}
