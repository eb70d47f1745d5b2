using System.Globalization;
using System.Net;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Reads hosts and instances, and refuses answers that may be less than the whole.</summary>
sealed class NovaReads(NovaClient nova, NovaPages pages, SegmentReader segments)
{
    public const string Scheduler = "nova-scheduler";
    public const string Conductor = "nova-conductor";
    const string AllById = "all_tenants=1&sort_key=uuid&sort_dir=asc";

    /// <summary>What to say of a host that has no service record.</summary>
    public static string Unknown(HostName host) =>
        $"Nova knows no nova-compute on {host}; is the name as in os-services?";

    /// <summary>All nova-compute services.</summary>
    public async Task<IReadOnlyList<ComputeService>> ServicesAsync(CancellationToken ct) =>
        Whole(await nova.GetAsync("/os-services?binary=nova-compute", WireContext.Default.ComputeServices, ct));

    /// <summary>
    /// How many of Nova's own services of a kind are up; null when Nova does not say. A list without any is taken for that too: it may be
    /// hidden from us, and a cloud that has none could not have started an instance.
    /// </summary>
    /// <param name="binary">Such as <c>nova-scheduler</c>.</param>
    public async Task<int?> UpAsync(string binary, CancellationToken ct)
    {
        try
        {
            var answer = await nova.GetAsync($"/os-services?binary={binary}", WireContext.Default.ComputeServices, ct);
            return Up(answer.Services);
        }
        catch (OutsideUnavailableException)
        {
            return null;
        }
    }

    /// <summary>All of Nova's services at one moment.</summary>
    public async Task<ServicesStanding> StandingAsync(CancellationToken ct)
    {
        var services = Whole(await nova.GetAsync("/os-services", WireContext.Default.ComputeServices, ct)).ToLookup(s => s.Binary);
        return new ServicesStanding(
            Up([.. services[Scheduler]]), Up([.. services[Conductor]]),
            services["nova-compute"].DistinctBy(s => s.Host).ToDictionary(s => new HostName(s.Host!), s => s.Standing));
    }

    static int? Up(List<ComputeService>? services) =>
        services is { Count: > 0 } ? services.Count(s => s is { State: "up", Status: "enabled" }) : null;

    /// <summary>The nova-compute services of one host: one, or none when Nova does not know it.</summary>
    public async Task<ComputeService?> ServiceAsync(HostName host, CancellationToken ct)
    {
        var path = $"/os-services?binary=nova-compute&host={Uri.EscapeDataString(host.Value)}";
        var found = Whole(await nova.GetAsync(path, WireContext.Default.ComputeServices, ct))
            .Where(s => s.Host == host.Value).ToList();
        return found switch
        {
            [] => null,
            [var one] => one,
            _ => throw new OutsideUnavailableException(
                $"Nova has {found.Count} nova-compute services of the name {host}; delete the left-over ones"),
        };
    }

    /// <summary>All instances of all projects, those without a host too.</summary>
    public async Task<IReadOnlyList<Server>> ServersAsync(CancellationToken ct) => await ServersAsync(AllById, ct);

    /// <summary>Those that were changed from then on, by Nova's clock; deleted ones too. A change of metadata is none to Nova.</summary>
    public async Task<IReadOnlyList<Server>> ServersChangedAsync(DateTimeOffset since, CancellationToken ct) =>
        await ServersAsync(string.Create(CultureInfo.InvariantCulture, $"{AllById}&changes-since={since.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z"), ct);

    /// <summary>One page of all by id; null when Nova does not know <paramref name="after"/>.</summary>
    /// <param name="after">The id before the first one; null: from the beginning.</param>
    public async Task<(IReadOnlyList<Server> Items, bool IsLast)?> ServersAfterAsync(string? after, CancellationToken ct)
    {
        var page = await pages.PageAsync<ServerPage, Server>(
            "/servers/detail", AllById, after, WireContext.Default.ServerPage, Microversion.ImageProperties, ct);
        return page is var (items, isLast) ? ([.. items.Select(Whole)], isLast) : null;
    }

    /// <summary>All instances on one host, by id.</summary>
    public async Task<IReadOnlyList<Instance>> InstancesAsync(HostName host, CancellationToken ct)
    {
        var map = await segments.ReadAsync(ct);
        var servers = await ServersAsync(
            $"all_tenants=1&host={Uri.EscapeDataString(host.Value)}&sort_key=uuid&sort_dir=asc", ct);
        if (servers.Find(s => s.Host != host.Value) is { } stranger)
        {
            throw new OutsideUnavailableException(
                $"Nova listed {stranger.Id}, which is not on {host}; the list cannot be trusted");
        }

        // A cell that does not answer is left out of a filtered list without a word; its service record tells.
        if (await ServiceAsync(host, ct) is null)
            throw new OutsideUnavailableException(Unknown(host));
        return [.. servers.Select(s => InstanceReading.From(s, map)).OrderBy(i => i.Id)];
    }

    /// <summary>One instance with its fault, if any; null when Nova does not know it.</summary>
    public async Task<Server?> ServerAsync(InstanceId instance, CancellationToken ct)
    {
        var path = $"/servers/{Uri.EscapeDataString(instance.Value)}";
        var answer = await nova.GetUnlessAsync(
            path, WireContext.Default.ServerAnswer, HttpStatusCode.NotFound, Microversion.ImageProperties, ct);
        if (answer is null)
            return null;
        return answer.Server is { } server
            ? Whole(server)
            : throw new OutsideUnavailableException($"Nova: GET {path}: the answer has no server");
    }

    /// <summary>One instance; null when Nova does not know it.</summary>
    public async Task<Instance?> InstanceAsync(InstanceId instance, CancellationToken ct)
    {
        var map = await segments.ReadAsync(ct);
        return await ServerAsync(instance, ct) is { } server ? InstanceReading.From(server, map) : null;
    }

    /// <summary>What was asked of an instance, newest first; nothing when Nova does not know it.</summary>
    public async Task<IReadOnlyList<InstanceAction>> ActionsAsync(InstanceId instance, CancellationToken ct)
    {
        var path = $"/servers/{Uri.EscapeDataString(instance.Value)}/os-instance-actions";
        var answer = await nova.GetUnlessAsync(path, WireContext.Default.InstanceActionList, HttpStatusCode.NotFound, Microversion.Base, ct);
        return answer is null ? []
            : answer.InstanceActions ?? throw new OutsideUnavailableException($"Nova: GET {path}: the answer has no list");
    }

    /// <summary>Twice in the list, by a page that moved under us, is once for us.</summary>
    async Task<List<Server>> ServersAsync(string query, CancellationToken ct)
    {
        var servers = await pages.ReadAsync<ServerPage, Server>(
            "/servers/detail", query, WireContext.Default.ServerPage, Microversion.ImageProperties, ct);
        return [.. servers.Select(Whole).DistinctBy(s => s.Id)];
    }

    static Server Whole(Server server)
    {
        if (server.Status is "UNKNOWN")
            throw Partial($"instance {server.Id}");
        return server.Host is not Server.Withheld
            ? server
            : throw new OutsideUnavailableException(
                "Nova leaves out where instances run (OS-EXT-SRV-ATTR:host); the account must be an administrator");
    }

    static List<ComputeService> Whole(ComputeServices answer)
    {
        var services = answer.Services
            ?? throw new OutsideUnavailableException("Nova: GET /os-services: the answer has no list");
        return services.Find(s => s.Status is "UNKNOWN" or null || s.Id is null || s.Host is null) is { } partial
            ? throw Partial($"host {partial.Host}")
            : services;
    }

    static OutsideUnavailableException Partial(string whose) =>
        new($"Nova cannot reach the cell of {whose}; the answer is not whole");
}
