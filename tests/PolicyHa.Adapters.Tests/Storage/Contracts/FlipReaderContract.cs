using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IFlipReader"/> promises.</summary>
public abstract class FlipReaderContract(StorageHome home) : StorageContract(home)
{
    [Fact]
    public async Task Flips_since_a_moment_come_oldest_first()
    {
        var flips = await AppendAsync(4);

        Assert.Equal(flips.Skip(1), await Store.Flips.SinceAsync(flips[1].At, 10, None));
        Assert.Empty(await Store.Flips.SinceAsync(flips[3].At.AddTicks(1), 10, None));
    }

    [Fact]
    public async Task Of_too_many_the_newest_are_given()
    {
        var flips = await AppendAsync(5);

        Assert.Equal(flips.TakeLast(2), await Store.Flips.SinceAsync(DateTimeOffset.MinValue, 2, None));
    }

    async Task<IReadOnlyList<Flip>> AppendAsync(int count)
    {
        var flips = Enumerable.Range(0, count).Select(i => new Flip(
            new HostName("h1"), Signal.Libvirt, null, null, SignalStatus.Up, SignalStatus.Down, Sample.Now.AddSeconds(i),
            Sample.Now, new EventId("s", $"e{i}"))).ToList();
        await Store.Journal.AppendAsync(new JournalBatch(flips, [], [], []), None);
        return flips;
    }
}
