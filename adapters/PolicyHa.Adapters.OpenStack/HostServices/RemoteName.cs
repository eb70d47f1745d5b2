using System.Text.RegularExpressions;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.OpenStack.HostServices;

/// <summary>
/// What may stand in ssh's arguments and in the line that a shell on the host reads. A name is good when it is made of
/// letters that mean nothing to either; nothing is quoted or mended.
/// </summary>
static partial class RemoteName
{
    /// <summary>The services that are restarted, by our words for them.</summary>
    public static IReadOnlyList<string> Services { get; } = ["nova-compute", "libvirtd"];

    public static bool IsUser(string text) => User().IsMatch(text);

    public static bool IsUnit(string text) => Unit().IsMatch(text);

    /// <param name="template">With <c>{host}</c> or <c>{short}</c>.</param>
    /// <returns>Null when the host's name, or what becomes of it, is none that ssh may be given.</returns>
    public static string? AddressOf(HostName host, string template)
    {
        if (!Host().IsMatch(host.Value))
            return null;
        var address = template.Replace("{host}", host.Value, StringComparison.Ordinal)
            .Replace("{short}", host.Value.Split('.')[0], StringComparison.Ordinal);
        return Host().IsMatch(address) ? address : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,252}\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:@-]{0,254}\z")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex User();
}
