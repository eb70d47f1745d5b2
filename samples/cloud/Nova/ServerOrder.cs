using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>How a list of servers is sorted: newest first unless asked otherwise; ties by id, so that pages are stable.
/// </summary>
/// <param name="Compare">The asked order, direction included.</param>
/// <param name="Index">All servers, ascending, if the order is one that never changes.</param>
/// <param name="Ascending">The asked direction.</param>
internal sealed record ServerOrder(Comparison<Server> Compare, ServerIndex? Index, bool Ascending)
{
    public static ServerOrder Read(NovaCall call, CloudWorld world)
    {
        var name = call.Query("sort_key") ?? "created_at";
        var ascending = (call.Query("sort_dir") ?? "desc") switch
        {
            "asc" => true,
            "desc" => false,
            var other => throw QueryRules.Invalid("sort_dir", other, $"'{other}' is not one of ['asc', 'desc']"),
        };
        var key = Key(name);
        var index = name switch
        {
            "created_at" => world.ServersByAge,
            "uuid" => world.ServersById,
            _ => null,
        };
        return new ServerOrder(ascending ? key : (a, b) => key(b, a), index, ascending);
    }

    static Comparison<Server> Key(string name) => name switch
    {
        "created_at" => CloudWorld.ByAge,
        "uuid" => CloudWorld.ById,
        "updated_at" => ThenById(static (a, b) => a.Updated.CompareTo(b.Updated)),
        "display_name" => ThenById(static (a, b) => string.CompareOrdinal(a.Name, b.Name)),
        "host" => ThenById(static (a, b) => string.CompareOrdinal(a.Host.Name, b.Host.Name)),
        "vm_state" => ThenById(static (a, b) => string.CompareOrdinal(a.VmState, b.VmState)),
        _ => throw QueryRules.Invalid("sort_key", name, $"'{name}' is not a sort key of servers"),
    };

    static Comparison<Server> ThenById(Comparison<Server> first) =>
        (a, b) => first(a, b) is not 0 and var way ? way : CloudWorld.ById(a, b);
}
