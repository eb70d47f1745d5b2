using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Engine.Execution;

/// <summary>
/// How many evacuations the cloud is given at the same time. A cloud that is given too many at once finishes all of them later than
/// one that is given fewer, and which number is best only the cloud can tell: it is found from how long evacuations take and from what
/// the cloud refuses. One for all recoveries of this process. Thread-safe.
/// </summary>
public sealed class EvacuationPace(ExecutionOptions options, TimeProvider clock)
{
    /// <summary>A rate is taken over as many as are under way at once, and over no fewer than these.</summary>
    const int RoundMin = 4;

    /// <summary>More at once are worth it while they finish so much sooner.</summary>
    const double WorthIt = 1.1;

    /// <summary>Fewer at once are as good while they are no later than so.</summary>
    const double AsGood = 0.97;

    /// <summary>Rounds of one number before another is tried.</summary>
    const int RestRounds = 3;

    /// <summary>How much one more evacuation changes what is held for usual.</summary>
    const double NewsShare = 0.2;

    /// <summary>No cause to hold back the others: what takes so many times as long as usual hangs, and holds no place.</summary>
    const double HangsAfterTimes = 3;

    /// <summary>Nothing hangs before.</summary>
    static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(1);

    /// <summary>After such a time without any the cloud may be another one.</summary>
    static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    readonly Lock gate = new();
    readonly Dictionary<StepId, Evacuation> underWay = [];
    readonly Queue<PlanId> waiting = [];
    double number = First(options);

    /// <summary>The number that is held for good, and how many a second were done with it; 0: not known yet.</summary>
    (double Number, double Rate) best;

    /// <summary>Since when a rate is taken, how many were done since, and how much was done before of those that were under way then.</summary>
    (long Began, int Done, double Carried) round;
    int rest;
    bool triedMore;

    /// <summary>More wanted to begin than there were places for.</summary>
    bool isFull;

    /// <summary>What an evacuation takes, in seconds.</summary>
    double usual;
    long? heldBackAt;
    long? lastAt;

    /// <summary>How many may be under way now; at least 1.</summary>
    public int Number
    {
        get
        {
            lock (gate)
                return (int)number;
        }
    }

    /// <summary>Gives places to the first of these, as many as are free; the others are thought of when one becomes free.</summary>
    /// <param name="steps">Evacuations of the plan, the dearest first.</param>
    /// <returns>Those that may begin: each is given back with <see cref="Leave"/>.</returns>
    public IReadOnlyList<PlanStep> Enter(RecoveryPlan plan, IReadOnlyList<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(steps);
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (underWay.Count == 0 && lastAt is { } last && clock.GetElapsedTime(last, now) > ForgottenAfter)
                (number, best, usual) = (First(options), default, 0);
            if (underWay.Count == 0)
                Measure(now);
            var free = Math.Max(0, (int)number - underWay.Values.Count(u => !Hangs(u.Began, now)));
            isFull = free < steps.Count;
            if (isFull && !waiting.Contains(plan.Id))
                waiting.Enqueue(plan.Id);
            PlanStep[] entered = [.. steps.Take(free)];
            foreach (var step in entered)
                underWay[step.Id] = new Evacuation(plan.Id, plan.Segment, now, IsMeasured: true);
            return entered;
        }
    }

    /// <summary>One that had begun before this process had to do with it: it counts, and how long it took nobody knows.</summary>
    public void Join(RecoveryPlan plan, StepId step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        lock (gate)
            underWay.TryAdd(step, new Evacuation(plan.Id, plan.Segment, clock.GetTimestamp(), IsMeasured: false));
    }

    /// <summary>One is over, or is left to somebody else.</summary>
    /// <param name="isDone">The instance is at its new place.</param>
    /// <returns>Plans that may go on with theirs, in the order in which they came to wait.</returns>
    public IReadOnlyList<PlanId> Leave(StepId step, bool isDone)
    {
        lock (gate)
        {
            if (!underWay.Remove(step, out var known))
                return [];
            var now = clock.GetTimestamp();
            lastAt = now;
            if (isDone && known.IsMeasured)
                Learn(clock.GetElapsedTime(known.Began, now).TotalSeconds, now);
            var next = new List<PlanId>();
            for (var free = (int)number - underWay.Values.Count(u => !Hangs(u.Began, now)); free > 0 && waiting.TryDequeue(out var plan); free--)
                next.Add(plan);
            return next;
        }
    }

    /// <summary>Those that this process has nothing to do with any more hold no places.</summary>
    public void Keep(Func<PlanId, SegmentName, bool> isOurs)
    {
        ArgumentNullException.ThrowIfNull(isOurs);
        lock (gate)
        {
            foreach (var (step, _) in underWay.Where(u => !isOurs(u.Value.Plan, u.Value.Segment)).ToList())
                underWay.Remove(step);
        }
    }

    /// <summary>The cloud had no answer in time, or asked to be left alone: half as many, once for each round of them.</summary>
    public void HoldBack()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (heldBackAt is { } before && clock.GetElapsedTime(before, now) < TimeSpan.FromSeconds(Math.Max(usual, options.MovePoll.TotalSeconds)))
                return;
            (number, heldBackAt, best) = (Math.Max(1, number / 2), now, default);
            Measure(now);
        }
    }

    static double First(ExecutionOptions options) => Math.Min(options.EvacuationsAtFirst, options.EvacuationsUnderWayMax);

    bool Hangs(long began, long now)
    {
        var age = clock.GetElapsedTime(began, now);
        return age > HangsAfter && age.TotalSeconds > HangsAfterTimes * usual;
    }

    /// <param name="took">In seconds.</param>
    void Learn(double took, long now)
    {
        usual = usual == 0 ? took : usual + (NewsShare * (took - usual));
        if (!isFull)
        {
            Measure(now);                                       // how soon a few are done says nothing about many
            return;
        }

        round.Done++;
        if (round.Done < Math.Max(RoundMin, (int)number))
            return;
        var rate = (round.Done + Begun(now) - round.Carried) / Math.Max(clock.GetElapsedTime(round.Began, now).TotalSeconds, double.Epsilon);
        number = Math.Clamp(Next(rate), 1, options.EvacuationsUnderWayMax);
        Measure(now);
    }

    void Measure(long now) => round = (now, 0, Begun(now));

    /// <summary>
    /// How much is done of those under way, in evacuations, by their age. Without it the first round, which begins with none, looks slower
    /// than it was, and the second, which is given more, better than it is.
    /// </summary>
    double Begun(long now) => usual == 0 ? 0 : underWay.Values.Sum(u => Math.Min(1, clock.GetElapsedTime(u.Began, now).TotalSeconds / usual));

    /// <summary>The number for the next round: more while that pays, then as before; now and then fewer, or more, are tried again.</summary>
    double Next(double rate)
    {
        if (best.Rate == 0)
        {
            best = (number, rate);
            return 1.6 * number;
        }

        var gain = rate / best.Rate;
        var growth = number / best.Number;
        if (growth > 1 ? gain >= WorthIt : growth < 1 && gain >= AsGood)
        {
            best = (number, rate);
            return growth < 1 ? 0.7 * number : gain >= 1 + ((growth - 1) / 2) ? 2 * number : 1.4 * number;
        }

        if (growth != 1)
        {
            (rest, triedMore) = (RestRounds, growth > 1);
            return best.Number;
        }

        best = (number, (best.Rate + rate) / 2);
        return --rest > 0 ? number : triedMore ? 0.7 * number : 1.4 * number;
    }

    readonly record struct Evacuation(PlanId Plan, SegmentName Segment, long Began, bool IsMeasured);
}
