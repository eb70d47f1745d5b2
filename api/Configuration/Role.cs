namespace PolicyHa.Api.Configuration;

/// <summary>What a caller may do; each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Look.</summary>
    Reader,

    /// <summary>Send events, switch maintenance, tag instances, confirm that a host is dead, disarm.</summary>
    Operator,

    /// <summary>Arm again, and say which policy is in force.</summary>
    Admin,
}
