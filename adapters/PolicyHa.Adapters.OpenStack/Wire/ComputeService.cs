using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>A record of <c>os-services</c>.</summary>
sealed class ComputeService
{
    public string? Id { get; set; }

    /// <summary>Such as <c>nova-compute</c>.</summary>
    public string? Binary { get; set; }

    public string? Host { get; set; }

    public string? Zone { get; set; }

    /// <summary><c>enabled</c>, <c>disabled</c>, or <c>UNKNOWN</c> when its cell does not answer.</summary>
    public string? Status { get; set; }

    public string? State { get; set; }

    public string? DisabledReason { get; set; }

    public bool ForcedDown { get; set; }

    /// <summary>Null until the service has reported once, or somebody has changed the record; not there when its cell does not answer.</summary>
    public JsonElement UpdatedAt { get; set; }

    [JsonIgnore]
    public ComputeStanding Standing => new(State == "up", ForcedDown, Status == "disabled", DisabledReason);
}

sealed class ComputeServices
{
    public List<ComputeService>? Services { get; set; }
}
