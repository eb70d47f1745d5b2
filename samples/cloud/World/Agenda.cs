namespace PolicyHa.Samples.Cloud.World;

/// <summary>What will happen later, in order of time and then of entry.</summary>
internal sealed class Agenda
{
    readonly PriorityQueue<Action, (DateTimeOffset Due, long Order)> entries = new();
    long order;

    public void Add(DateTimeOffset due, Action happens) => entries.Enqueue(happens, (due, order++));

    /// <summary>Takes the next entry that is due by <paramref name="now"/>.</summary>
    public bool TryTake(DateTimeOffset now, out DateTimeOffset due, out Action happens)
    {
        if (entries.TryPeek(out happens!, out var at) && at.Due <= now)
        {
            entries.Dequeue();
            due = at.Due;
            return true;
        }

        due = default;
        return false;
    }
}
