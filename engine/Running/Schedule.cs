namespace PolicyHa.Engine.Running;

/// <summary>
/// When each piece of work is due. An item never runs twice at once; a wake that comes while it runs makes it due again right
/// after. Thread-safe.
/// </summary>
public sealed class Schedule
{
    readonly Lock gate = new();
    readonly Dictionary<WorkItem, DateTimeOffset> dueAt = [];
    readonly HashSet<WorkItem> running = [];
    readonly Dictionary<WorkItem, long> order = [];
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
        lock (gate)
            return dueAt.Where(d => kind(d.Key) && !running.Contains(d.Key)).Min(d => (DateTimeOffset?)d.Value);
    }

    /// <summary>Makes an item due at that time, or earlier where it is due earlier already.</summary>
    public void Wake(WorkItem item, DateTimeOffset at)
    {
        lock (gate)
        {
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
            var due = dueAt.Where(d => d.Value <= now && !running.Contains(d.Key))
                .OrderBy(d => d.Value).ThenBy(d => order[d.Key]).Select(d => d.Key).ToList();
            foreach (var item in due)
            {
                dueAt.Remove(item);
                order.Remove(item);
                running.Add(item);
            }

            return due;
        }
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
