using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Text with a place for the host's name, or for what it is to a device.</summary>
static class HostTemplate
{
    public const string Plug = "{plug}";

    const string Host = "{host}";
    const string Short = "{short}";

    public static bool IsFixed(string template) =>
        !template.Contains(Host, StringComparison.Ordinal)
        && !template.Contains(Short, StringComparison.Ordinal)
        && !template.Contains(Plug, StringComparison.Ordinal);

    /// <summary>For addresses: what is filled in is escaped.</summary>
    public static string Fill(string template, HostName host, string plug = "") => Fill(template, host, plug, Uri.EscapeDataString);

    /// <summary>For values that are passed on as they are.</summary>
    public static string FillPlain(string template, HostName host, string plug) => Fill(template, host, plug, v => v);

    static string Fill(string template, HostName host, string plug, Func<string, string> escape) => template
        .Replace(Host, escape(host.Value), StringComparison.Ordinal)
        .Replace(Short, escape(host.Value.Split('.')[0]), StringComparison.Ordinal)
        .Replace(Plug, escape(plug), StringComparison.Ordinal);
}
