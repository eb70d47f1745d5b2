namespace PolicyHa.Samples.Cloud.Faults;

/// <summary>How an answer is spoilt.</summary>
public enum ApiFaultKind
{
    /// <summary>An error status with a proxy's HTML page; the call does not arrive.</summary>
    Error,

    /// <summary>As <see cref="Error"/>, but the call did arrive and took effect.</summary>
    ErrorAfterEffect,

    /// <summary>The call takes effect at once and is answered late.</summary>
    Slow,

    /// <summary>The connection is cut without an answer.</summary>
    Down,

    /// <summary>200 with a page that has nothing to do with the question; the call does not arrive.</summary>
    Garbage,
}
