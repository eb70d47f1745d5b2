using System.Collections.Concurrent;
using System.Threading.Channels;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Tells listeners that the history has grown, and of flips as they happen. What has grown they read from the store,
/// so a slow
/// listener misses nothing.
/// </summary>
sealed class HistoryFeed : IStoreWatcher
{
    /// <summary>Flips a slow listener may be behind; older ones are dropped.</summary>
    const int BehindMax = 1000;

    readonly ConcurrentDictionary<Subscription, byte> subscriptions = new();

    public Subscription Subscribe()
    {
        var subscription = new Subscription(this);
        subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    public void Committed(StateChanges changes)
    {
        if (changes.History.Count > 0)
            Tell(null);
    }

    public void Controlled(HistoryEntry entry) => Tell(null);

    public void Flipped(IReadOnlyList<Flip> flips)
    {
        foreach (var flip in flips)
            Tell(flip);
    }

    void Tell(Flip? flip)
    {
        foreach (var subscription in subscriptions.Keys)
            subscription.Offer(flip);
    }

    /// <summary>One listener. Disposing it ends its news.</summary>
    public sealed class Subscription(HistoryFeed feed) : IDisposable
    {
        readonly Channel<Flip?> news =
            Channel.CreateBounded<Flip?>(
                new BoundedChannelOptions(BehindMax) { FullMode = BoundedChannelFullMode.DropOldest });

        /// <summary>A flip; null: the history has grown.</summary>
        public ChannelReader<Flip?> News => news.Reader;

        public void Dispose() => feed.subscriptions.TryRemove(this, out _);

        internal void Offer(Flip? flip) => news.Writer.TryWrite(flip);
    }
}
