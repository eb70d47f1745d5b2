namespace PolicyHa.Engine.Policies;

/// <summary>What becomes of an instance that needs something of its host when the host is dead. The strictest answer to all that it needs counts: the last of these.</summary>
public enum EvacuationAnswer
{
    /// <summary>It is evacuated like any other; Nova's scheduler finds a host that has what it needs, or none.</summary>
    Evacuate,

    /// <summary>It is not evacuated, and its record says so; nobody is called for it.</summary>
    Leave,

    /// <summary>It is not evacuated, that is told before the fence, and the incident stays for a person to see to it.</summary>
    Notify,
}
