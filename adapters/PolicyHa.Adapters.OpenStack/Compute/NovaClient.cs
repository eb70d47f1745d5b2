using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Adapters.OpenStack.Identity;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Speaks HTTP to Nova. <c>NovaClient.Acts.cs</c> holds the acts.</summary>
sealed partial class NovaClient
{
    /// <summary>The client's name at the factory.</summary>
    public const string HttpName = "openstack-nova";

    readonly IHttpClientFactory clients;
    readonly ComputeEndpoint endpoint;
    readonly SharedRead<Microversion> newest;

    public NovaClient(IHttpClientFactory clients, ComputeEndpoint endpoint, TimeProvider clock)
    {
        this.clients = clients;
        this.endpoint = endpoint;
        newest = new(ReadNewestAsync, clock);
    }

    /// <exception cref="OutsideUnavailableException">There was no usable answer.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => GetAsync(path, type, Microversion.Base, ct);

    /// <summary>The same, in a version of its own.</summary>
    /// <exception cref="OutsideUnavailableException">There was no usable answer.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, Microversion wanted, CancellationToken ct)
        where T : class =>
        await GetUnlessAsync(path, type, HttpStatusCode.NotFound, wanted, ct)
        ?? throw new OutsideUnavailableException($"Nova: GET {path}: not found");

    /// <summary>Null when Nova answers with the status <paramref name="absent"/>.</summary>
    /// <exception cref="OutsideUnavailableException">There was no usable answer.</exception>
    public Task<T?> GetUnlessAsync<T>(
        string path, JsonTypeInfo<T> type, HttpStatusCode absent, CancellationToken ct)
        where T : class => GetUnlessAsync(path, type, absent, Microversion.Base, ct);

    /// <summary>The same, in a version of its own.</summary>
    /// <exception cref="OutsideUnavailableException">There was no usable answer.</exception>
    public async Task<T?> GetUnlessAsync<T>(
        string path, JsonTypeInfo<T> type, HttpStatusCode absent, Microversion wanted, CancellationToken ct)
        where T : class
    {
        var what = $"Nova: GET {path}";
        try
        {
            using var response = await SendAsync(HttpMethod.Get, path, wanted, _ => { }, ct);
            if (response.StatusCode == absent)
                return null;
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new OutsideUnavailableException($"{what}: {(await NovaError.ReadAsync(response, ct)).Text}");
            return await response.Content.ReadFromJsonAsync(type, ct)
                ?? throw new OutsideUnavailableException($"{what}: the answer is empty");
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            throw OutsideCall.Unavailable(what, e);
        }
    }

    /// <summary>
    /// Sends a request in the newest version both sides speak, up to <paramref name="wanted"/>. A 406 comes before
    /// anything happens; it means that Nova has changed, so its versions are asked for again and the request goes out
    /// once more.
    /// </summary>
    async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, Microversion wanted, Action<HttpRequestMessage> prepare, CancellationToken ct)
    {
        var response = await SendAsync(method, path, await AgreedAsync(wanted, afresh: false, ct), prepare, ct);
        if (response.StatusCode is not HttpStatusCode.NotAcceptable)
            return response;
        response.Dispose();
        return await SendAsync(method, path, await AgreedAsync(wanted, afresh: true, ct), prepare, ct);
    }

    async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, Microversion? version, Action<HttpRequestMessage> prepare, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, await endpoint.GetAsync(ct) + path);
        request.Headers.Accept.ParseAdd("application/json");
        if (version is { } agreed)
            request.Headers.TryAddWithoutValidation("OpenStack-API-Version", $"compute {agreed}");
        prepare(request);
        return await clients.CreateClient(HttpName).SendAsync(request, ct);
    }

    async Task<Microversion?> AgreedAsync(Microversion wanted, bool afresh, CancellationToken ct)
    {
        var reading = afresh ? newest.BegunAfterAsking() : newest.NoOlderThan(TimeSpan.MaxValue).Result;
        var server = await reading.WaitAsync(ct);
        return server.CompareTo(wanted) < 0 ? server : wanted;
    }

    async Task<Microversion> ReadNewestAsync()
    {
        const string what = "Nova: GET /: API versions";
        try
        {
            using var response = await SendAsync(HttpMethod.Get, "/", version: null, _ => { }, CancellationToken.None);
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new OutsideUnavailableException($"{what}: {(await NovaError.ReadAsync(response, default)).Text}");
            var answer = await response.Content.ReadFromJsonAsync(WireContext.Default.VersionAnswer);
            var found = Microversion.Parse(answer?.Version?.Version)
                ?? throw new OutsideUnavailableException($"{what}: the answer names no version 2.x");
            return found.CompareTo(Microversion.Floor) >= 0
                ? found
                : throw new OutsideUnavailableException(
                    $"{what}: Nova speaks up to {found}, we need {Microversion.Floor} (Rocky)");
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, CancellationToken.None))
        {
            throw OutsideCall.Unavailable(what, e);
        }
    }
}
