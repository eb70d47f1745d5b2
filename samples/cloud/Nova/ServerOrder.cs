using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>How a list of servers is sorted: newest first unless asked otherwise; ties by id, so that pages are stable.
/// </summary>
internal static class ServerOrder
{
    public static Comparison<Server> Read(NovaCall call)
    {
        var key = Key(call.Query("sort_key") ?? "created_at");
        var ascending = (call.Query("sort_dir") ?? "desc") switch
        {
            "asc" => true,
            "desc" => false,
            var other => throw NovaFault.BadRequest(
                $"Invalid input for query parameters sort_dir. Value: {other}. '{other}' is not one of ['asc', 'desc']"),
        };
        return (a, b) =>
        {
            var byKey = key(a, b);
            var way = byKey != 0 ? byKey : a.Id.CompareTo(b.Id);
            return ascending ? way : -way;
        };
    }

    static Comparison<Server> Key(string name) => name switch
    {
        "created_at" => static (a, b) => a.Created.CompareTo(b.Created),
        "updated_at" => static (a, b) => a.Updated.CompareTo(b.Updated),
        "uuid" => static (a, b) => a.Id.CompareTo(b.Id),
        "display_name" => static (a, b) => string.CompareOrdinal(a.Name, b.Name),
        "host" => static (a, b) => string.CompareOrdinal(a.Host.Name, b.Host.Name),
        "vm_state" => static (a, b) => string.CompareOrdinal(a.VmState, b.VmState),
        _ => throw NovaFault.BadRequest(
            $"Invalid input for query parameters sort_key. Value: {name}. '{name}' is not a sort key of servers"),
    };
}
