using PolicyHa.Adapters.OpenStack.Compute;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class SharedReadTests
{
    /// <summary>
    /// A read that ended in the very moment in which somebody queued behind it once was the answer to everything after it.
    /// The moment is a few nanoseconds wide, so it is looked for in many trials, each asking a little later than the last.
    /// </summary>
    [Fact]
    public async Task A_read_begun_after_asking_is_never_an_older_one()
    {
        for (var trial = 0; trial < 60_000; trial++)
        {
            var begun = 0;
            var read = new SharedRead<int>(() => Task.FromResult(Interlocked.Increment(ref begun)), TimeProvider.System);
            var first = read.BegunAfterAsking();
            Thread.SpinWait(trial % 400);
            await Task.WhenAll(first, read.BegunAfterAsking());
            var before = Volatile.Read(ref begun);
            var answer = await read.BegunAfterAsking();
            Assert.True(answer > before, $"trial {trial}: read {answer} was begun before the question; {before} had begun by then");
        }
    }
}
