namespace PolicyHa.Samples.Cloud.World;

/// <summary>Who says to have asked: the request headers X-PolicyHa-* and X-Openstack-Request-Id, where sent.</summary>
/// <param name="Incident">X-PolicyHa-Incident.</param>
/// <param name="Step">X-PolicyHa-Step.</param>
/// <param name="Epoch">X-PolicyHa-Epoch.</param>
/// <param name="RequestId">X-Openstack-Request-Id as sent by the caller.</param>
public sealed record CallerMark(string? Incident, string? Step, string? Epoch, string? RequestId)
{
    /// <summary>Nobody: it happened by itself or by the control endpoint.</summary>
    public static CallerMark None { get; } = new(null, null, null, null);

    internal static CallerMark From(IHeaderDictionary headers) => new(
        One(headers, "X-PolicyHa-Incident"),
        One(headers, "X-PolicyHa-Step"),
        One(headers, "X-PolicyHa-Epoch"),
        One(headers, "X-Openstack-Request-Id"));

    static string? One(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
