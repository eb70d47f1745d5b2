using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Adapters.OpenStack.Identity;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Capacity;

/// <summary>Asks Placement; changes nothing there.</summary>
sealed class PlacementClient(IHttpClientFactory clients, TokenSource tokens, OpenStackOptions options)
{
    /// <summary>The client's name at the factory.</summary>
    public const string HttpName = "openstack-placement";

    /// <summary>Tells parts of hosts from hosts (Queens).</summary>
    const string Version = "placement 1.14";

    /// <summary>All in one answer: Placement has no pages.</summary>
    /// <exception cref="OutsideUnavailableException">There was no usable answer.</exception>
    public async Task<List<ResourceProvider>> ProvidersAsync(CancellationToken ct)
    {
        const string path = "/resource_providers";
        return (await GetAsync(path, WireContext.Default.ResourceProviders, ct)).All
            ?? throw new OutsideUnavailableException($"Placement: GET {path}: the answer has no list");
    }

    /// <inheritdoc cref="ProvidersAsync"/>
    public Task<Inventories> InventoriesAsync(string provider, CancellationToken ct) =>
        GetAsync($"/resource_providers/{Uri.EscapeDataString(provider)}/inventories", WireContext.Default.Inventories, ct);

    /// <inheritdoc cref="ProvidersAsync"/>
    public Task<Usages> UsagesAsync(string provider, CancellationToken ct) =>
        GetAsync($"/resource_providers/{Uri.EscapeDataString(provider)}/usages", WireContext.Default.Usages, ct);

    async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var what = $"Placement: GET {path}";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, await RootAsync(ct) + path);
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.TryAddWithoutValidation("OpenStack-API-Version", Version);
            using var response = await clients.CreateClient(HttpName).SendAsync(request, ct);
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new OutsideUnavailableException($"{what}: HTTP {(int)response.StatusCode}{(response.StatusCode is HttpStatusCode.Forbidden ? "; the account must be an administrator" : "")}");
            return await response.Content.ReadFromJsonAsync(type, ct)
                ?? throw new OutsideUnavailableException($"{what}: the answer is empty");
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            throw OutsideCall.Unavailable(what, e);
        }
    }

    async ValueTask<string> RootAsync(CancellationToken ct)
    {
        var url = options.PlacementEndpointOverride is { Length: > 0 } configured
            ? configured
            : Catalogue.Find(await tokens.GetAsync(ct), options, "placement", "placement_endpoint_override");
        return url.TrimEnd('/');
    }
}
