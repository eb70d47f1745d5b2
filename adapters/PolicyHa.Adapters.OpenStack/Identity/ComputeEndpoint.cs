using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Identity;

/// <summary>Where Nova is: the configured address, else the catalogue's.</summary>
sealed class ComputeEndpoint(TokenSource tokens, OpenStackOptions options)
{
    const string Version = "/v2.1";

    /// <summary>Nova's address up to and with <c>/v2.1</c>.</summary>
    /// <exception cref="OutsideUnavailableException">No token, or no single endpoint fits.</exception>
    public async ValueTask<string> GetAsync(CancellationToken ct)
    {
        if (options.ComputeEndpointOverride is { Length: > 0 } configured)
            return VersionRoot(configured);
        var token = await tokens.GetAsync(ct);
        return VersionRoot(Catalogue.Find(token, options, "compute", "compute_endpoint_override"));
    }

    /// <summary>An address may end without a version, or with the project behind it.</summary>
    static string VersionRoot(string url)
    {
        var version = url.LastIndexOf(Version, StringComparison.Ordinal);
        return version < 0 ? url.TrimEnd('/') + Version : url[..(version + Version.Length)];
    }
}
