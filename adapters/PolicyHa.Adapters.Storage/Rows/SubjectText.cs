using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>
/// What a flip or a word is about, in one column: <c>h3/storage</c>, or <c>instance/5d0c…</c> wherever it runs.
/// </summary>
static class SubjectText
{
    public static string Of(HostName host, Signal? signal, InstanceId? instance) =>
        instance is { } id ? $"instance/{id}"
        : signal is { } present ? $"{host}/{present.Name()}"
        : throw new ArgumentException($"neither a signal nor an instance is named for host {host}", nameof(signal));
}
