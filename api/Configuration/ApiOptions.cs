namespace PolicyHa.Api.Configuration;

/// <summary>Where the HTTP API listens.</summary>
public sealed class ApiOptions
{
    /// <summary>The only address when none is configured: this machine alone.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8600";

    /// <summary>Addresses to listen on, such as <c>http://0.0.0.0:8600</c>; port 0 takes a free one.</summary>
    /// <value>Default <see cref="DefaultUrl"/>.</value>
    public List<string> Urls { get; set; } = [DefaultUrl];
}
