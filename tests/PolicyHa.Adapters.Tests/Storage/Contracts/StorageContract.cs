using System.Text.Json;
using PolicyHa.Adapters.Storage;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What all contracts share: a store of one's own for each test. An heir only says where it lives.</summary>
public abstract class StorageContract(StorageHome home) : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    protected IStorage Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await home.OpenAsync();

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await home.DisposeAsync();
    }

    protected async Task ReopenAsync(bool takeOverAtOnce = false)
    {
        await Store.DisposeAsync();
        Store = await home.OpenAsync(takeOverAtOnce);
    }

    /// <summary>Takes the lease of the samples' segment.</summary>
    /// <returns>Empty changes under it.</returns>
    protected async Task<StateChanges> LeasedAsync(string owner = "replica-1")
    {
        var renewal = await Store.Leases.AcquireAsync(
            [Sample.Segment], owner, 1, Sample.Now, TimeSpan.FromSeconds(15), None);
        return new StateChanges(Sample.Segment, Assert.Single(renewal.Granted).Epoch);
    }

    /// <summary>Commits changes with closed incidents in them: those are opened and closed before, one after the other.</summary>
    protected async Task CommitAsync(StateChanges changes)
    {
        foreach (var closed in changes.Incidents.Where(i => !i.IsOpen))
        {
            var alone = new StateChanges(changes.Segment, changes.Epoch);
            await Store.State.CommitAsync(alone with { Incidents = [closed with { Version = 0, State = IncidentState.Recovering, ClosedAt = null }] }, None);
            await Store.State.CommitAsync(alone with { Incidents = [closed with { Version = 1 }] }, None);
        }

        await Store.State.CommitAsync(changes with { Incidents = [.. changes.Incidents.Where(i => i.IsOpen)] }, None);
    }

    protected async Task<IReadOnlyList<string>> HistoryTextsAsync() =>
        [.. (await Store.Incidents.HistoryAsync(null, null, 0, 10_000, None)).Select(e => e.Entry.Text)];

    protected static SegmentName[] Segments(params string[] names) => [.. names.Select(n => new SegmentName(n))];

    /// <summary>By content: records compare their lists by reference.</summary>
    protected static void AssertSame<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
