using PolicyHa.Engine.Policies;
using PolicyHa.Engine.State;

namespace PolicyHa.Simulation.Running;

/// <summary>How the service comes by its policies: the store says what is in force, and people want another.</summary>
public sealed partial class Simulation
{
    readonly SimPolicies policies = new();
    readonly List<RecoveryPolicy> unheard = [];

    RecoveryPolicy InForce => policies[Store.PolicyInForce!.Version];

    /// <summary>The program on that machine reads rule languages up to this one, from its next start on.</summary>
    public void Install(string name, int language) => Named(name).Language = language;

    /// <summary>
    /// Somebody wants another policy, and asks a controller that can read it. Where nobody answers, or the process dies over it, the
    /// next life is asked.
    /// </summary>
    public void ChangePolicy(RecoveryPolicy next)
    {
        var up = controllers.Where(c => c is { Service: not null, IsCutFromStore: false }).ToList();
        if (Store.IsFull || (up.Find(c => c.Language >= next.Language) ?? up.FirstOrDefault()) is not { } desk)
        {
            unheard.Add(next);
            return;
        }

        Let(desk);
        if (!Offer(desk.Service!, next))
            unheard.Add(next);
        Work();
    }

    /// <summary>Whoever is up again hears what people wanted meanwhile.</summary>
    void HearPolicies()
    {
        RecoveryPolicy[] wanted = [.. unheard];
        unheard.Clear();
        foreach (var policy in wanted)
            ChangePolicy(policy);
    }

    /// <returns>Whether there was an answer.</returns>
    bool Offer(SimService service, RecoveryPolicy next)
    {
        if (next.Language > service.Language)
        {
            Trace.Add("control", null, "policy-refused", $"policy {next.Version} refused: rule language '{next.Language}' is not known to this program");
            return true;
        }

        try
        {
            var isInForce = next.Version == service.Policies.Current.Version;
            if (isInForce)
                SimService.Now(service.Keeper.WithdrawAsync("scenario", CancellationToken.None));
            else if (SimService.Now(service.Keeper.OfferAsync(policies.Keep(next, service.Clock.GetUtcNow()), next, CancellationToken.None)) is not null)
                return true;                            // it waits
            SimService.Now(service.Intake.RequireObserversAsync(next.Observers, CancellationToken.None));
            service.Driver.WakeEverything();
            return true;
        }
        catch (SimCrashException)
        {
            return false;
        }
    }

    /// <summary>The policy a program begins with; null where it cannot read what is in force: it does not start.</summary>
    RecoveryPolicy? FirstPolicyOf(Controller controller)
    {
        if (SimService.Now(Store.ListAsync(CancellationToken.None)) is [var inForce, ..]
            && !LanguageGate.Admits(controller.Language, new PolicyMark(inForce.Version, inForce.Language)))
        {
            Trace.Add("control", null, "not-started",
                $"the service does not start ({controller.Name}): {inForce.Version} is in force, in rule language {inForce.Language}, and it reads {controller.Language}");
            return null;
        }

        return InForce;
    }
}
