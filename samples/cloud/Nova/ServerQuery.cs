using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>Which servers a list is to have, in which order, from where.</summary>
internal sealed class ServerQuery
{
    /// <summary>Filters Nova drops without a word when the caller is no admin.</summary>
    static readonly string[] AdminFilters =
    [
        "host", "node", "vm_state", "task_state", "power_state", "deleted", "project_id", "tenant_id", "user_id",
        "uuid",
    ];

    static readonly string[] OpenFilters =
    [
        "all_tenants", "status", "name", "changes-since", "changes-before", "limit", "marker", "sort_key", "sort_dir",
        "locked", "image", "flavor", "ip", "tags", "tags-any", "not-tags", "not-tags-any", "availability_zone",
    ];

    readonly NovaCall call;
    readonly List<Func<Server, bool>> filters = [];
    string? host;
    Server? marker;
    ServerOrder order = null!;

    ServerQuery(NovaCall call) => this.call = call;

    public int Limit { get; private init; }

    public static ServerQuery Read(NovaCall call, CloudWorld world)
    {
        QueryRules.RefuseUnknown(call, [.. AdminFilters, .. OpenFilters]);
        var query = new ServerQuery(call) { Limit = QueryRules.Limit(call, world.Options.MaxLimit) };
        query.ReadScope();
        query.ReadStatus();
        query.ReadTimes();
        if (call.IsAdmin)
        {
            query.ReadAdminFilters();
        }

        query.Contains("name", s => s.Name);
        query.Equal("locked", s => s.Locked ? "true" : "false");
        query.Equal("availability_zone", s => s.Host.Zone);
        query.order = ServerOrder.Read(call, world);
        query.ReadMarker(world);
        return query;
    }

    public List<Server> Page(CloudWorld world)
    {
        if (host is null && order.Index is { } index)
        {
            return [.. index.Beyond(marker, order.Ascending).Where(Passes).Take(Limit)];
        }

        IEnumerable<Server> candidates = host is null ? world.Servers.Values
            : world.Hosts.TryGetValue(host, out var here) ? here.ServersByRecord
            : [];
        var found = candidates.Where(s => Passes(s) && (marker is null || order.Compare(s, marker) > 0)).ToList();
        found.Sort(order.Compare);
        return found.Count <= Limit ? found : found[..Limit];
    }

    bool Passes(Server server) => filters.TrueForAll(filter => filter(server));

    void ReadScope()
    {
        var all = call.Query("all_tenants")?.ToLowerInvariant() is "1" or "true" or "yes" or "on" or "" or "t" or "y";
        if (all && !call.IsAdmin)
        {
            throw NovaFault.ForbiddenByPolicy("os_compute_api:servers:detail:get_all_tenants");
        }

        if (!all)
        {
            filters.Add(s => s.ProjectId == call.Token.ProjectId);
        }
    }

    void ReadStatus()
    {
        if (!call.Http.Request.Query.TryGetValue("status", out var asked))
        {
            return;
        }

        if (call.Minor >= 38 && asked.Any(s => !ServerStatus.Exists(s!)))
        {
            throw NovaFault.BadRequest("Invalid status value");
        }

        filters.Add(s => asked.Contains(ServerStatus.Of(s), StringComparer.OrdinalIgnoreCase));
    }

    void ReadTimes()
    {
        if (QueryRules.Time(call, "changes-since") is { } since)
        {
            filters.Add(s => s.Updated >= since);
        }

        if (QueryRules.Time(call, "changes-before") is { } before)
        {
            filters.Add(s => s.Updated <= before);
        }
    }

    void ReadAdminFilters()
    {
        host = call.Query("host");
        if (call.Query("deleted")?.ToLowerInvariant() is "true" or "1")
        {
            filters.Add(_ => false);    // this cloud never deletes a server
        }

        Contains("node", s => s.Host.Name);
        Equal("vm_state", s => s.VmState);
        Equal("task_state", s => s.TaskState ?? "");
        Equal("project_id", s => s.ProjectId);
        Equal("tenant_id", s => s.ProjectId);
        Equal("user_id", s => s.UserId);
        Equal("uuid", s => s.Id.ToString());
    }

    void ReadMarker(CloudWorld world)
    {
        if (call.Query("marker") is not { } text)
        {
            return;
        }

        marker = Guid.TryParse(text, out var id) && world.Servers.TryGetValue(id, out var server)
            ? server
            : throw NovaFault.BadRequest($"marker [{text}] not found");
    }

    void Equal(string name, Func<Server, string> value)
    {
        if (call.Query(name) is { } wanted)
        {
            filters.Add(s => string.Equals(value(s), wanted, StringComparison.OrdinalIgnoreCase));
        }
    }

    void Contains(string name, Func<Server, string> value)
    {
        if (call.Query(name) is { } wanted)
        {
            filters.Add(s => value(s).Contains(wanted, StringComparison.OrdinalIgnoreCase));
        }
    }
}
