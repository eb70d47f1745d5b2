namespace PolicyHa.Samples.Cloud.World;

/// <summary>Nova's record of something asked of a server; its key is the request id of the answer.</summary>
internal sealed class InstanceAction(
    string name, string requestId, string userId, string projectId, DateTimeOffset start)
{
    public string Name { get; } = name;

    public string RequestId { get; } = requestId;

    public string UserId { get; } = userId;

    public string ProjectId { get; } = projectId;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Updated { get; private set; } = start;

    /// <summary>"Error" once it has failed.</summary>
    public string? Message { get; private set; }

    public List<ActionEvent> Events { get; } = [];

    public void Begin(string name, string? host, DateTimeOffset now) => Events.Add(new ActionEvent(name, host, now));

    public void End(bool success, DateTimeOffset now, string? details = null)
    {
        foreach (var open in Events.Where(e => e.Finish is null))
        {
            open.Finish = now;
            open.Result = success ? "Success" : "Error";
            open.Details = details;
        }

        Updated = now;
        Message = success ? Message : "Error";
    }
}
