namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>A clock whose timers go off when the test says so, and not before.</summary>
sealed class PressedClock : TimeProvider
{
    readonly Lock gate = new();
    readonly List<Timer> timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state);
        lock (gate)
            timers.Add(timer);
        return timer;
    }

    /// <summary>Lets every timer that there is go off.</summary>
    public void Press()
    {
        List<Timer> due;
        lock (gate)
            due = [.. timers];
        due.ForEach(t => t.GoOff());
    }

    sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        bool ended;

        public void GoOff()
        {
            if (!ended)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !ended;

        public void Dispose() => ended = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
