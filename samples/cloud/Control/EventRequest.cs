namespace PolicyHa.Samples.Cloud.Control;

/// <summary>Body of <c>POST /control/events</c>: one health event to Kafka, by the short name of its signal.</summary>
internal sealed record EventRequest
{
    public required string Host { get; init; }

    public required string Signal { get; init; }

    public required string Status { get; init; }

    public string Observer { get; init; } = "mon1";
}
