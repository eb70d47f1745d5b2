namespace PolicyHa.OpenStack.Tests.Lab;

/// <summary>How to log in to the lab, as its <c>lab-up</c> wrote it down.</summary>
sealed class OpenRc
{
    const string Export = "export ";

    readonly Dictionary<string, string> values;

    OpenRc(string path) => values = File.ReadLines(path)
        .Where(l => l.StartsWith(Export, StringComparison.Ordinal))
        .Select(l => l[Export.Length..].Split('=', 2))
        .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    /// <summary>Null where no lab runs.</summary>
    public static string? Path =>
        Environment.GetEnvironmentVariable("LAB_DIR") is { } folder && File.Exists(System.IO.Path.Combine(folder, "openrc"))
            ? System.IO.Path.Combine(folder, "openrc")
            : null;

    public string AuthUrl => values["OS_AUTH_URL"];

    public string Username => values["OS_USERNAME"];

    public string Password => values["OS_PASSWORD"];

    public string ProjectName => values["OS_PROJECT_NAME"];

    public static OpenRc Read() => new(Path ?? throw new InvalidOperationException("no lab runs here: make test-openstack brings one up"));
}
