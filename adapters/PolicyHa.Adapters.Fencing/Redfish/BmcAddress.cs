using System.Net.Http.Headers;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>Where a BMC is.</summary>
/// <param name="address">http or https, with a path or without.</param>
sealed class BmcAddress(string address)
{
    readonly Uri address = new(address.TrimEnd('/') + "/");

    /// <summary>For messages; holds no secret, because the options refuse addresses with one.</summary>
    public string Name => $"redfish {this}";

    /// <summary>Without a login. What is read is asked for anew: BMCs keep answers, the power too, for up to a minute.</summary>
    /// <param name="path">Also what the BMC points to; see <see cref="Resolve"/>.</param>
    public HttpRequestMessage NewRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Resolve(path));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
        if (method == HttpMethod.Get)
            request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        return request;
    }

    /// <summary>Only the path of what a BMC points to is followed: the password goes nowhere else.</summary>
    Uri Resolve(string path)
    {
        var pointed = Uri.TryCreate(path, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https"
            ? whole.PathAndQuery
            : path;
        var mount = address.AbsolutePath.TrimEnd('/');
        return new Uri(address, pointed.StartsWith(mount + "/", StringComparison.Ordinal) ? pointed : mount + pointed);
    }

    public override string ToString() => address.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
