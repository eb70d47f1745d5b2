using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>What an operator's switch covers: one host, one segment, or (the default) everything.</summary>
public readonly record struct WorkScope
{
    public static readonly WorkScope Everything;

    public SegmentName? Segment { get; private init; }

    public HostName? Host { get; private init; }

    public static WorkScope Of(HostName host) => new() { Host = host };

    public static WorkScope Of(SegmentName segment) => new() { Segment = segment };

    /// <param name="segment">The one the host is in.</param>
    public bool Covers(HostName host, SegmentName segment) => Host is { } one ? one == host : Segment is not { } some || some == segment;

    /// <summary><c>host h3</c>, <c>segment s1</c> or <c>everything</c>.</summary>
    public override string ToString() => Host is { } host ? $"host {host}" : Segment is { } segment ? $"segment {segment}" : "everything";
}
