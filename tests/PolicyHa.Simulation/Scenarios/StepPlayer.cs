using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Makes the steps of a scenario happen.</summary>
/// <param name="defaultObserver">Who reports where nobody is named.</param>
sealed class StepPlayer(Running.Simulation simulation, string defaultObserver)
{
    readonly SimWorld world = simulation.World;

    public void Do(ScenarioStep step)
    {
        switch (step)
        {
            case ScenarioStep.ReportSignal report:
                Report(report);
                break;
            case ScenarioStep.ReportInstance report:
                Report(report);
                break;
            case ScenarioStep.ReportMalformed:
                simulation.ReportMalformed();
                break;
            case ScenarioStep.Crash crash:
                simulation.CrashService(crash.Controller);
                break;
            case ScenarioStep.Restart restart:
                simulation.StartService(restart.Controller);
                break;
            case ScenarioStep.Partition partition:
                simulation.Partition(partition.Controller, partition.FromStore, partition.FromCloud);
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
            default:
                if (!HappensInTheWorld(step))
                    Operate(step);
                break;
        }
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

    bool HappensInTheWorld(ScenarioStep step)
    {
        switch (step)
        {
            case ScenarioStep.Fence fence:
                var device = world.Host(new HostName(fence.Host));
                (device.Fence, device.FenceTimes) = (fence.Manner, fence.Times);
                return true;
            case ScenarioStep.MovesFail moves:
                Find(moves.Instance).MovesFail = moves.Times;
                return true;
            case ScenarioStep.MovesUnclear unclear:
                (Find(unclear.Instance).MovesUnclear, Find(unclear.Instance).HeardAfter) = (unclear.Times ?? 1, unclear.After);
                return true;
            case ScenarioStep.StopsFail stops:
                Find(stops.Instance).StopsFail = stops.Times;
                return true;
            case ScenarioStep.RestartFails { HostOrInstance: var subject }:
                if (world.Instances.FirstOrDefault(i => i.Name == subject) is { } instance)
                    instance.RestartFails = true;
                else
                    world.Host(new HostName(subject)).RestartFails = true;
                return true;
            case ScenarioStep.Nova nova:
                world.NovaUp = nova.Up;
                return true;
            case ScenarioStep.NovaUnclear unclear:
                world.NovaUnclear = unclear.Times;
                return true;
            case ScenarioStep.NovaRefuses refuses:
                world.NovaRefuses = refuses.Times;
                return true;
            case ScenarioStep.NovaLags lags:
                world.NovaLag = lags.By;
                return true;
            case ScenarioStep.HostDies dies:
                world.PowerOff(world.Host(new HostName(dies.Host)));
                return true;
            case ScenarioStep.HostDumps dumps:
                simulation.Dump(world.Host(new HostName(dumps.Host)));
                return true;
            case ScenarioStep.HostReturns returns:
                world.Return(world.Host(new HostName(returns.Host)), () => ReportUp(new HostName(returns.Host)));
                return true;
            case ScenarioStep.Owner owner:
                world.OwnerActs(Find(owner.Instance), owner.Act);
                return true;
            case ScenarioStep.Moved moved:
                world.Place(Find(moved.Instance), moved.Host);
                return true;
            default:
                return false;
        }
    }

    void ReportUp(HostName host) => simulation.Together(() =>
    {
        foreach (var signal in SignalNames.All.Where(s => s is not (Signal.Power or Signal.Cluster)))
            simulation.ReportAll(host, signal, SignalStatus.Up);
    });

    void Operate(ScenarioStep step)
    {
        switch (step)
        {
            case ScenarioStep.Maintenance { On: true } window:
                simulation.Operate(
                    (o, now) => o with { Maintenance = [.. o.Maintenance, new MaintenanceWindow(new HostName(window.Host), "scenario", "scenario", now, null)] },
                    "maintenance", $"{window.Host} is in maintenance");
                break;
            case ScenarioStep.Maintenance window:
                simulation.Operate(
                    (o, _) => o with { Maintenance = [.. o.Maintenance.Where(m => m.Host.Value != window.Host)] },
                    "maintenance-over", $"{window.Host} is out of maintenance");
                break;
            case ScenarioStep.Disarm disarm:
                simulation.Operate((o, now) => o with { Disarmed = new Disarmed("scenario", disarm.Reason, now) }, "disarmed", $"disarmed: {disarm.Reason}");
                break;
            case ScenarioStep.Arm:
                simulation.Operate((o, _) => o with { Disarmed = null }, "armed", "armed");
                break;
            case ScenarioStep.ConfirmDead word:
                world.Host(new HostName(word.Host)).CountedDeadByMistake |= world.Host(new HostName(word.Host)).PowerOn;
                simulation.Operate(
                    (o, now) => o with { ConfirmedDead = [.. o.ConfirmedDead, new DeathConfirmation(new HostName(word.Host), word.By, now)] },
                    "confirmed-dead", $"{word.By} confirms that {word.Host} is off");
                break;
            default:
                throw new InvalidOperationException($"no such step: {step.GetType().Name}");
        }
    }

    SimInstance Find(string name) => world.Instances.First(i => i.Name == name);
}
