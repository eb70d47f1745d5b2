using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.State;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Makes operators do what a scenario says.</summary>
static class OperatorPlayer
{
    const string Person = "scenario";

    /// <summary>What was expected of it and did not come; null: all is well.</summary>
    public static Unmet? Do(Running.Simulation simulation, OperatorStep step)
    {
        var refusal = WhyNot(simulation, step);
        if (refusal is null)
            Switch(simulation, step);
        return step.Expected switch
        {
            null => null,
            { Refusal: { } because } expected when refusal?.StartsWith($"{because}: ", StringComparison.Ordinal) != true =>
                new Unmet(expected, refusal ?? "it was done"),
            { Refusal: null } expected when refusal is not null => new Unmet(expected, refusal),
            _ => null,
        };
    }

    static string? WhyNot(Running.Simulation simulation, OperatorStep step) => simulation.Service is not { } service ? null : step switch
    {
        { Verb: "maintenance", On: true, Scope.Host: { } host } => OperatorSwitches.WhyNoMaintenance(service.State, host),
        { Verb: "answer", Scope.Host: { } host } when QuestionOn(simulation, host) is null => $"no-question: nothing about {host} is asked",
        { Verb: "reset-state" } => WhyNoReset(simulation.World, service.State, Find(simulation.World, step)),
        _ => null,
    };

    static string? WhyNoReset(SimWorld world, ClusterState state, SimInstance instance) => StateResets.WhyNot(
        state, instance.AsNovaHasIt(), world.MovesOnRecord(instance.Id), world.Host(instance.Host) is { IsInNova: true, ForcedDown: true, Disabled: true });

    static SimInstance Find(SimWorld world, OperatorStep step) => world.Instances.First(i => i.Name == step.Instance);

    /// <summary>The oldest question about a host, or an instance on it, that takes an answer now.</summary>
    static PlanStep? QuestionOn(Running.Simulation simulation, HostName host)
    {
        if (simulation.Service is not { } service)
            return null;
        var (operators, now) = (service.State.Operators, service.Clock.GetUtcNow());
        return service.State.Book.PlansUnderWay.Where(p => p.Host == host)
            .SelectMany(p => p.Steps.Where(s => Questions.WhyNoAnswer(operators, p, s, now) is null)).MinBy(s => (s.StartedAt, s.Id.Value));
    }

    static void Switch(Running.Simulation simulation, OperatorStep step)
    {
        var (scope, text) = (step.Scope, step.Text);
        var about = scope == WorkScope.Everything ? "" : $"{scope} ";
        var subject = scope.Host?.Value ?? scope.ToString();
        switch (step.Verb)
        {
            case "maintenance" when step.On:
                simulation.Operate(
                    (o, now) => o.BeginMaintenance(new MaintenanceWindow(scope, Person, text, now, now + step.For) { Drain = step.Drain }),
                    "maintenance", $"{subject} is in maintenance");
                break;
            case "maintenance":
                simulation.Operate((o, _) => o.EndMaintenance(scope), "maintenance-over", $"{subject} is out of maintenance");
                break;
            case "disarm":
                simulation.Operate(
                    (o, now) => o.Disarm(new Disarmed(Person, text, now) { Scope = scope, Until = now + step.For }),
                    "disarmed", $"{about}disarmed: {text}");
                break;
            case "arm":
                simulation.Operate((o, _) => o.Arm(scope), "armed", $"{about}armed");
                break;
            case "pause":
                simulation.Operate(
                    (o, now) => o.Begin(new Pause(scope, text, Person, now, now + step.For)), "paused", $"{about}paused for {text}");
                break;
            case "resume":
                simulation.Operate((o, _) => o.EndPause(scope, text), "resumed", $"{about}no longer paused for {text}");
                break;
            case "confirm-dead":
                var vouched = simulation.World.Host(scope.Host!.Value);
                vouched.CountedDeadByMistake |= vouched.PowerOn;
                simulation.Operate(
                    (o, now) => o.Confirm(new DeathConfirmation(scope.Host!.Value, text, now)),
                    "confirmed-dead", $"{text} confirms that {subject} is off");
                break;
            case "answer":
                if (QuestionOn(simulation, scope.Host!.Value) is { } asked)
                {
                    simulation.Operate(
                        (o, now) => o.Answer(new PlanAnswer(asked.Id, step.On, text, "scenario", now)),
                        "answered", $"{text} says {(step.On ? "yes" : "no")} to {asked.Id}");
                }

                break;
            case "reset-state":
                var instance = Find(simulation.World, step);
                simulation.World.ResetState(instance);
                simulation.Operate(
                    (o, now) => o.Reset(new StateReset(instance.Id, instance.Host, text, Person, now)), "reset-state", $"{text} has reset the state of {instance.Name}");
                break;
            default:
                simulation.Operate(
                    (o, now) => o.ReAdmit(new ReAdmissionRequest(scope.Host!.Value, text, now)),
                    "re-admit", $"{subject} may be put back into service");
                break;
        }
    }
}
