using PolicyHa.Adapters.OpenStack.Compute;

namespace PolicyHa.Adapters.Tests.OpenStack;

public sealed class SharedReadTests
{
    /// <summary>A read that ended in the very moment in which somebody queued behind it once was the answer to everything after it.</summary>
    [Fact]
    public async Task A_read_begun_after_asking_is_never_an_older_one()
    {
        var begun = 0;
        var read = new SharedRead<int>(() => Task.FromResult(Interlocked.Increment(ref begun)), TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 4_000; i++)
            {
                var before = Volatile.Read(ref begun);
                var answer = await read.BegunAfterAsking().WaitAsync(TimeSpan.FromSeconds(30));
                Assert.True(answer > before, $"read {answer} was begun before the question; {before} had begun by then");
            }
        })));
    }
}
