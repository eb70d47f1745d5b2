namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>What a gate does when it cannot know what it asks for.</summary>
public enum FailMode
{
    /// <summary>It lets acts pass: not knowing is no reason to leave instances down.</summary>
    Open,

    /// <summary>It holds acts back: not knowing is reason enough.</summary>
    Closed,
}
