using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>What another replica was told.</summary>
public sealed partial class SignalBoard
{
    /// <summary>
    /// Takes over a word that another replica has taken and written down: it was news then, however old it is by now. A word that is
    /// not newer than the observer's own here says nothing; one whose time to live has run out tells no more than who was seen alive.
    /// </summary>
    /// <param name="told">On a host's signal.</param>
    /// <param name="deadAsOf">As for <see cref="Accept"/>.</param>
    public Reception Follow(HostReport told, DateTimeOffset receivedAt, DateTimeOffset now, DateTimeOffset? deadAsOf = null)
    {
        var heardAt = deadAsOf > now ? deadAsOf.Value : now;
        lock (gate)
        {
            if (BoardOf(told.Host).WordOf(told.Signal, told.Observer) is { } word && !word.IsOlderThan(told.ObservedAt, told.Sequence, receivedAt))
                return new Reception(ReceptionOutcome.OutOfOrder, null, null, false);
            var isFirstLife = told.IsSignOfLife && LastLife(told.Host) is null;
            var isNewestLife = told.IsSignOfLife && BoardOf(told.Host).SawLife(
                Seen(told), told.Observer, TurnsUp(told) ? heardAt : Earlier(told.ObservedAt, heardAt));
            var reception = told.Ttl is { } ttl && now - receivedAt > ttl
                ? new Reception(ReceptionOutcome.TooOld, null, null, false)
                : FollowWord(told, Earlier(receivedAt, now), now);
            return reception with { IsNewestLife = isNewestLife, IsLife = told.IsSignOfLife, IsFirstLife = isFirstLife };
        }
    }

    /// <summary>Nobody was heard here: silence is counted as if it had not come, and the word lapses when it does at the other replica.</summary>
    Reception FollowWord(HostReport told, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        var board = BoardOf(told.Host);
        if (board.WordOf(told.Signal, told.Observer) is { HasLapsed: false } word && (word.Status, word.Votes) == (told.Status, told.Votes))
        {
            (word.ObservedAt, word.Sequence, word.Ttl) = (told.ObservedAt, told.Sequence, told.Ttl);
            word.ReceivedAt = word.ReceivedAt > receivedAt ? word.ReceivedAt : receivedAt;
            return new Reception(ReceptionOutcome.Refreshed, null, null, false);
        }

        var reception = AcceptHost(told, told.ObservedAt, fromTheFuture: false, now);
        board.WordOf(told.Signal, told.Observer)!.ReceivedAt = receivedAt;
        return reception;
    }
}
