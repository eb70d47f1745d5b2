using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>Something that was asked of a server (<c>os-instance-actions</c>), as far as we read it.</summary>
sealed class InstanceAction
{
    /// <summary>Such as <c>reboot</c>.</summary>
    public string? Action { get; set; }

    /// <summary>Nova's id of the request that asked.</summary>
    public string? RequestId { get; set; }
}

sealed class InstanceActionList
{
    [JsonPropertyName("instanceActions")]
    public List<InstanceAction>? InstanceActions { get; set; }
}
