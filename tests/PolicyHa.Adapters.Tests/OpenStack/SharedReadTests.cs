using System.Threading.Channels;
using PolicyHa.Adapters.OpenStack.Compute;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class SharedReadTests
{
    static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    readonly ManualClock clock = new();
    readonly Channel<TaskCompletionSource<int>> begun = Channel.CreateUnbounded<TaskCompletionSource<int>>();
    readonly SharedRead<int> read;

    public SharedReadTests() => read = new(BeginAsync, clock);

    [Fact]
    public async Task Who_asks_at_the_same_time_shares_one_read()
    {
        var (first, firstIsNew) = read.NoOlderThan(HalfASecond);
        clock.Advance(HalfASecond);
        var (second, secondIsNew) = read.NoOlderThan(HalfASecond);
        await AnswerAsync(1);

        Assert.Equal((1, 1), (await first, await second));
        Assert.Equal((true, false), (firstIsNew, secondIsNew));
    }

    [Fact]
    public async Task Who_asks_later_gets_a_new_read()
    {
        var (first, _) = read.NoOlderThan(HalfASecond);
        await AnswerAsync(1);
        await first;
        clock.Advance(HalfASecond + TimeSpan.FromTicks(1));
        var (second, isNew) = read.NoOlderThan(HalfASecond);
        await AnswerAsync(2);

        Assert.Equal((2, true), (await second, isNew));
    }

    [Fact]
    public async Task Who_wants_it_fresh_shares_the_read_that_follows_the_one_under_way()
    {
        var (first, _) = read.NoOlderThan(HalfASecond);
        var (second, third) = (read.BegunAfterAsking(), read.BegunAfterAsking());
        Assert.Same(second, third);
        await AnswerAsync(1);
        await AnswerAsync(2);

        Assert.Equal((1, 2), (await first, await second));
    }

    [Fact]
    public async Task A_failed_read_is_not_shared_further()
    {
        var (first, _) = read.NoOlderThan(HalfASecond);
        (await begun.Reader.ReadAsync()).SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => first);

        var (second, isNew) = read.NoOlderThan(HalfASecond);
        await AnswerAsync(2);

        Assert.Equal((2, true), (await second, isNew));
    }

    /// <summary>Answers the oldest read that waits for an answer.</summary>
    async Task AnswerAsync(int value) => (await begun.Reader.ReadAsync()).SetResult(value);

    Task<int> BeginAsync()
    {
        var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(begun.Writer.TryWrite(source));
        return source.Task;
    }
}
