namespace PolicyHa.Samples.Cloud.Faults;

/// <summary>The faults that wait for their calls.</summary>
internal sealed class FaultBook
{
    readonly Lock gate = new();
    readonly List<Entry> entries = [];

    public void Add(ApiFault fault)
    {
        lock (gate)
        {
            entries.Add(new Entry(fault));
        }
    }

    public void Heal(ApiArea? area = null)
    {
        lock (gate)
        {
            entries.RemoveAll(e => area is null || e.Fault.Area == area);
        }
    }

    /// <summary>The oldest fault that fits the call; it has met one call more.</summary>
    public ApiFault? TakeFor(HttpRequest request)
    {
        if (AreaOf(request.Path) is not { } area)
        {
            return null;
        }

        lock (gate)
        {
            var found = entries.Find(e => e.Fault.Area == area && Fits(e.Fault, request));
            if (found is not null && --found.Left == 0)
            {
                entries.Remove(found);
            }

            return found?.Fault;
        }
    }

    static bool Fits(ApiFault fault, HttpRequest request) =>
        (fault.Method is null || HttpMethods.Equals(fault.Method, request.Method))
        && (fault.PathContains is null || request.Path.Value!.Contains(fault.PathContains, StringComparison.Ordinal));

    static ApiArea? AreaOf(PathString path) => path.Value!.Split('/', 3) switch
    {
        [_, "identity" or "v3", ..] => ApiArea.Identity,
        [_, "compute", ..] => ApiArea.Compute,
        [_, "placement", ..] => ApiArea.Placement,
        [_, "agents", ..] => ApiArea.Agents,
        [_, "nrdp", ..] => ApiArea.Nrdp,
        [_, "sensu", ..] => ApiArea.Sensu,
        [_, "webhook", ..] => ApiArea.Webhook,
        _ => null,
    };

    sealed class Entry(ApiFault fault)
    {
        public ApiFault Fault { get; } = fault;

        public int Left { get; set; } = fault.Count;
    }
}
