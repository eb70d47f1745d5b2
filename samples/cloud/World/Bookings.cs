namespace PolicyHa.Samples.Cloud.World;

/// <summary>Placement's allocations on one provider, with their sum.</summary>
internal sealed class Bookings
{
    readonly Dictionary<Guid, Resources> byConsumer = [];

    public Resources Used { get; private set; }

    /// <summary>Placement's generation: grows with every change.</summary>
    public int Generation { get; private set; } = 1;

    public IReadOnlyDictionary<Guid, Resources> ByConsumer => byConsumer;

    public void Book(Server server)
    {
        Release(server);
        byConsumer[server.Id] = server.Needs;
        Used += server.Needs;
        Generation++;
    }

    public void Release(Server server)
    {
        if (byConsumer.Remove(server.Id, out var booked))
        {
            Used -= booked;
            Generation++;
        }
    }
}
