namespace PolicyHa.Engine.Policies;

/// <summary>Who decides that a fenced host that is back may be given instances again.</summary>
public enum ReAdmissionMode
{
    /// <summary>A person says so; all conditions are checked all the same.</summary>
    Manual,

    /// <summary>Whenever all conditions hold.</summary>
    Auto,

    /// <summary>As soon as all its signals are up: how long they have been does not matter. Everything else is checked all the same.</summary>
    Force,
}
