namespace PolicyHa.Samples.Cloud.World;

/// <summary>One part of an action.</summary>
internal sealed class ActionEvent(string name, string? host, DateTimeOffset start)
{
    public string Name { get; } = name;

    public string? Host { get; } = host;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset? Finish { get; set; }

    public string? Result { get; set; }

    public string? Details { get; set; }
}
