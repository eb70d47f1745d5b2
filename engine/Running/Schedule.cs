namespace PolicyHa.Engine.Running;

/// <summary>
/// When each piece of work is due. An item never runs twice at once; a wake that comes while it runs makes it due again right
/// after. One that has failed rests, whoever wakes it: what failed for want of a store fails again at once, and to be read anew wakes
/// it. Thread-safe.
/// </summary>
public sealed class Schedule
{
    readonly Lock gate = new();
    readonly Dictionary<WorkItem, DateTimeOffset> dueAt = [];
    readonly HashSet<WorkItem> running = [];
    readonly Dictionary<WorkItem, long> order = [];
    readonly Dictionary<WorkItem, (DateTimeOffset From, DateTimeOffset Until)> rests = [];
    long sequence;

    /// <summary>Something became due earlier than was known.</summary>
    public event Action? Changed;

    /// <summary>How many items were taken and are not done.</summary>
    public int Running
    {
        get
        {
            lock (gate)
                return running.Count;
        }
    }

    /// <summary>When the next item is due that is not running; null when there is none.</summary>
    public DateTimeOffset? NextAt => NextAtOf(_ => true);

    /// <summary>When the next item of some kind is due that is not running; null when there is none.</summary>
    public DateTimeOffset? NextAtOf(Func<WorkItem, bool> kind)
    {
        DateTimeOffset? next = null;
        lock (gate)
        {
            foreach (var (item, at) in dueAt)
            {
                if (!(next <= at) && kind(item) && !running.Contains(item))
                    next = at;
            }
        }

        return next;
    }

    /// <summary>Makes an item due at that time, or earlier where it is due earlier already; not before it has rested.</summary>
    public void Wake(WorkItem item, DateTimeOffset at)
    {
        lock (gate)
        {
            if (rests.TryGetValue(item, out var rest) && rest.From <= at && at < rest.Until)
                at = rest.Until;                        // a clock that is set back ends a rest
            if (dueAt.TryGetValue(item, out var known) && known <= at)
                return;
            dueAt[item] = at;
            order.TryAdd(item, ++sequence);
        }

        Changed?.Invoke();
    }

    /// <summary>Takes everything due, oldest first; each must be given back with <see cref="Done"/>.</summary>
    public IReadOnlyList<WorkItem> TakeDue(DateTimeOffset now)
    {
        lock (gate)
        {
            var due = new List<(DateTimeOffset At, long Order, WorkItem Item)>();
            foreach (var (item, at) in dueAt)
            {
                if (at <= now && !running.Contains(item))
                    due.Add((at, order[item], item));
            }

            due.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Order.CompareTo(b.Order));
            foreach (var (_, _, item) in due)
            {
                rests.Remove(item);
                dueAt.Remove(item);
                order.Remove(item);
                running.Add(item);
            }

            return [.. due.Select(d => d.Item)];
        }
    }

    /// <summary>Gives back an item that has failed: it is due again at that time, and not before.</summary>
    public void Failed(WorkItem item, DateTimeOffset now, DateTimeOffset again)
    {
        lock (gate)
        {
            rests[item] = (now, again);
            if (dueAt.TryGetValue(item, out var woken) && woken < again)
                dueAt[item] = again;
        }

        Done(item, again);
    }

    /// <param name="next">When it is due again by itself; null when only a wake makes it so.</param>
    public void Done(WorkItem item, DateTimeOffset? next)
    {
        bool isDue;
        lock (gate)
        {
            running.Remove(item);
            isDue = dueAt.ContainsKey(item);
        }

        if (next is { } at)
            Wake(item, at);
        if (isDue)
            Changed?.Invoke();
    }
}
