using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.State;

/// <summary>
/// Which of the persons' words that a host is off still count. A word is given in an open incident, is used up by the fence it
/// proves, and dies of old age or with the first sign of life after it. Pure.
/// </summary>
/// <param name="Host">Whose death they vouch for.</param>
/// <param name="Standing">Those that count, one a person, oldest first.</param>
/// <param name="Policy">How many are needed.</param>
public sealed record DeathWords(HostName Host, IReadOnlyList<DeathConfirmation> Standing, ConfirmDeadPolicy Policy)
{
    /// <param name="mark">Of the last fence of the host that was proven; null when none stands.</param>
    /// <param name="life">The newest sign of life of the host.</param>
    public static DeathWords On(
        Incident incident, FenceMark? mark, LifeSign? life, OperatorState operators, ConfirmDeadPolicy policy, DateTimeOffset now)
    {
        var standing = operators.ConfirmedDead
            .Where(w => w.Host == incident.Host && w.At >= incident.OpenedAt && now - w.At <= policy.Valid)
            .Where(w => !(w.At <= mark?.FencedAt) && LifeSigns.After(w.At, life) is null)
            .GroupBy(w => w.By.Trim(), StringComparer.OrdinalIgnoreCase)                // the same person twice is one person
            .Select(g => g.MaxBy(w => w.At)!)
            .OrderBy(w => w.At).ThenBy(w => w.By, StringComparer.Ordinal);
        return new DeathWords(incident.Host, [.. standing], policy);
    }

    /// <summary>More persons must vouch for it before it counts.</summary>
    public int Missing => Math.Max(0, Policy.Persons - Standing.Count);

    /// <summary>The proof they make; null while somebody is missing.</summary>
    public ProofOfDeath? Proof => (Missing, Standing) switch
    {
        (0, [.., var last]) when Policy.Persons == 1 => new ProofOfDeath.PersonConfirmed(Host, last.By, last.At),
        (0, [.., var first, var last]) => new ProofOfDeath.TwoPersonsConfirmed(Host, first.By, first.At, last.By, last.At),
        _ => null,
    };
}
