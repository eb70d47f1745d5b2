using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Signals;

/// <summary>Makes one status of several observers' words.</summary>
static class Agreement
{
    /// <summary>
    /// Down or up only when enough observers say so and not enough say the opposite; anything else that was said is degraded
    /// or, where they contradict each other, unknown. An observer that fell silent still counts as one who should have agreed; but Nova does not: of a host that
    /// is forced down, or while Nova is sick, it says nothing on purpose, and that must not take the others' word away.
    /// </summary>
    /// <param name="observers">How many must agree; all of them where fewer exist.</param>
    public static (SignalStatus Status, int Agree, int Of) Of(List<ObserverWord> words, int observers)
    {
        int up = 0, degraded = 0, down = 0, all = 0;
        foreach (var word in words)
        {
            if (word is { IsOfNova: true, Status: SignalStatus.Unknown })
                continue;
            all += word.Votes;
            switch (word.Status)
            {
                case SignalStatus.Up: up += word.Votes; break;
                case SignalStatus.Degraded: degraded += word.Votes; break;
                case SignalStatus.Down: down += word.Votes; break;
                case SignalStatus.Unknown: break;
            }
        }

        var enough = Math.Min(observers, all);
        if (all == 0)
            return (SignalStatus.Unknown, 0, 0);
        if (down >= enough && up < enough)
            return (SignalStatus.Down, down, all);
        if (up >= enough && down < enough)
            return (SignalStatus.Up, up, all);
        if (degraded > 0 && (degraded + up >= enough || degraded + down >= enough))
            return (SignalStatus.Degraded, degraded, all);
        return (SignalStatus.Unknown, all - up - degraded - down, all);
    }
}
