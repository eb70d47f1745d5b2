namespace PolicyHa.Api.Configuration;

/// <summary>Observers that the service brings itself, beside the monitors that send events.</summary>
public sealed class ObserverOptions
{
    /// <summary>
    /// Nova counts as an observer of nova-compute, by the name of <c>nova</c>: up or down as its list of services has it, read with the fleet. No event from outside
    /// may use that name then.
    /// </summary>
    /// <value>Default false: it changes who must agree, where monitors watch nova-compute (engine/adr/0011).</value>
    public bool Nova { get; set; }
}
