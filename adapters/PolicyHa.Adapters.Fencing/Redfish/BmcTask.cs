using PolicyHa.Adapters.Fencing.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>
/// A reset that a BMC took as a task (202; DMTF DSP0266, asynchronous operations). BMCs point to a monitor, which answers 202 until it has the final answer, or to
/// the task itself, which has a TaskState.
/// </summary>
/// <param name="kind">Of the reset, for messages.</param>
/// <param name="monitor">As the BMC named it.</param>
/// <param name="ask">Reads the monitor.</param>
/// <param name="calls">Knows what an error status says of an act.</param>
sealed class BmcTask(string kind, string monitor, Func<string, CancellationToken, Task<DeviceAnswer>> ask, DeviceCalls calls, TimeProvider clock)
{
    /// <summary>How often it is asked for. 1 s, as a BMC needs about that for an answer.</summary>
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    readonly ActionAnswer.Accepted accepted = new(monitor);

    /// <summary>How it ended. Accepted also where that is not known: what counts is the power, which is read.</summary>
    /// <param name="isDone">The power is as wanted: no need to wait for its end.</param>
    /// <param name="limit">It is waited for no longer.</param>
    public async Task<ActionAnswer> EndAsync(Func<CancellationToken, Task<bool>> isDone, TimeSpan limit, CancellationToken ct)
    {
        using var limited = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limited.Token);
        try
        {
            while (true)
            {
                if (await ReadAsync(both.Token) is { } end)
                    return end;
                await Task.Delay(Poll, clock, both.Token);
                if (await isDone(both.Token))
                    return accepted;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return accepted;
        }
    }

    /// <summary>Null: it is under way, as far as is known.</summary>
    async Task<ActionAnswer?> ReadAsync(CancellationToken ct)
    {
        try
        {
            return EndOf(await ask(monitor, ct));
        }
        catch (DeviceException)
        {
            return null;                                        // BMCs drop connections for no reason
        }
    }

    ActionAnswer? EndOf(DeviceAnswer answer)
    {
        var state = JsonParts.Text(answer.Body, "TaskState");
        if (state is "Exception" or "Killed" or "Cancelled")
            return new ActionAnswer.Unclear($"{calls.Name}: the task of {kind} ended as {state}: {answer.Said}");
        return answer.Status switch
        {
            202 or 408 or 429 or 503 => null,
            < 300 => state is null or "Completed" ? accepted : null,
            // Gone already, as monitors may be once they have ended, or not for our account to read.
            < 400 or 401 or 403 or 404 or 405 or 410 => accepted,
            _ => calls.Declined(answer.Status, $"{calls.Name}: the task of {kind} ended: {answer.Said}"),
        };
    }
}
