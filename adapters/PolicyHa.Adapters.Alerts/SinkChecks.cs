namespace PolicyHa.Adapters.Alerts;

/// <summary>What is checked for every sink's options.</summary>
internal static class SinkChecks
{
    static readonly TimeSpan TimeoutMin = TimeSpan.FromSeconds(1);
    static readonly TimeSpan TimeoutMax = TimeSpan.FromSeconds(30);

    public static IEnumerable<(string Path, string Message)> Common(string name, Uri? url, TimeSpan timeout)
    {
        if (string.IsNullOrWhiteSpace(name))
            yield return ("name", "is empty");
        if (url is null)
            yield return ("url", "missing, expected http:// or https://");
        else if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            yield return ("url", "is no http:// or https:// address");
        else if (url.UserInfo.Length > 0)
            yield return ("url", "has a user or password in it, which would end up in logs");
        if (timeout < TimeoutMin || timeout > TimeoutMax)
            yield return ("timeout", $"{timeout} is not from {TimeoutMin} to {TimeoutMax}");
    }

    public static IEnumerable<(string Path, string Message)> Secret(string path, SecretSource? secret)
    {
        if (secret is null)
            yield return (path, "missing, expected one of value, file and environment");
        else if (secret.Problem() is { } problem)
            yield return (path, problem);
    }
}
