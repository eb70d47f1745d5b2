using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Engine.Running;

/// <summary>
/// What observers told another replica, and it wrote down: this one may own the host, and may never hear the event, or too late to take
/// it for news. What two renewals at the same time read twice is taken over once.
/// </summary>
public sealed class WordKeeper(Intake intake, IJournal journal)
{
    long known;

    /// <summary>At each renewal of the leases: takes over the words that the journal has got since.</summary>
    public async Task FollowAsync(LeaseRenewal seen, CancellationToken ct)
    {
        if (seen.Words <= known)
            return;
        await intake.FollowAsync(await journal.LoadObservationsAfterAsync(known, ct), ct);
        known = seen.Words;                                     // last: what could not be followed to its end is read again
    }
}
