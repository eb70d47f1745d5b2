using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Text with a place for the host's name.</summary>
static class HostTemplate
{
    public static bool IsFixed(string template) =>
        !template.Contains("{host}", StringComparison.Ordinal)
        && !template.Contains("{short}", StringComparison.Ordinal);

    public static string Fill(string template, HostName host) => template
        .Replace("{host}", Uri.EscapeDataString(host.Value), StringComparison.Ordinal)
        .Replace("{short}", Uri.EscapeDataString(host.Value.Split('.')[0]), StringComparison.Ordinal);
}
