namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>Lets calls in by something that is fetched first and may run out. Without one, calls carry their login themselves.</summary>
interface ICallLogin
{
    /// <summary>Puts it on a request.</summary>
    /// <exception cref="DeviceException">The device calls the user or the password wrong. Nothing has been sent.</exception>
    Task AuthorizeAsync(HttpRequestMessage request, CancellationToken ct);

    /// <summary>The device did not let the request in (401).</summary>
    /// <returns>Once more is worth it: by what it carried it was let in before.</returns>
    bool Renew(HttpRequestMessage request);
}
