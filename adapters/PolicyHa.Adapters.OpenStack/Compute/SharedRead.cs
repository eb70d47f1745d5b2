namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>
/// A read that all who ask at about the same time share: at most one is under way, and at most one waits to follow it.
/// </summary>
sealed class SharedRead<T>(Func<Task<T>> read, TimeProvider clock)
{
    readonly Lock gate = new();
    Task<T>? current;
    Task<T>? following;
    long begunAt;

    /// <summary>Nobody has asked for this long, so it can be forgotten.</summary>
    public bool IsIdle(TimeSpan since)
    {
        lock (gate)
        {
            return current is null or { IsCompleted: true }
                && following is null
                && clock.GetElapsedTime(begunAt) > since;
        }
    }

    /// <summary>The result of a read that began at most <paramref name="age"/> ago, or begins now.</summary>
    /// <returns>The read, and whether it began only after this question.</returns>
    public (Task<T> Result, bool BegunAfterAsking) NoOlderThan(TimeSpan age)
    {
        lock (gate)
        {
            return current is { IsFaulted: false, IsCanceled: false } recent && clock.GetElapsedTime(begunAt) <= age
                ? (recent, false)
                : (NextUnderGate(), true);
        }
    }

    /// <summary>The result of a read that begins after this question.</summary>
    public Task<T> BegunAfterAsking()
    {
        lock (gate)
            return NextUnderGate();
    }

    Task<T> NextUnderGate()
    {
        if (following is not null)
            return following;
        return current is null or { IsCompleted: true } ? BeginUnderGate() : following = FollowAsync(current);
    }

    Task<T> BeginUnderGate()
    {
        begunAt = clock.GetTimestamp();
        following = null;
        return current = Task.Run(read);
    }

    async Task<T> FollowAsync(Task previous)
    {
        // Never at once: `following` must have been set to this task before it is cleared, or it would stand, and answer
        // with this one read, for ever.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> begun;
        lock (gate)
            begun = BeginUnderGate();
        return await begun;
    }
}
