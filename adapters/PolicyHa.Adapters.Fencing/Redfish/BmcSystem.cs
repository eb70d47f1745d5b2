using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>A host as its BMC describes it.</summary>
/// <param name="PowerText">Redfish's own word.</param>
/// <param name="ResetTarget">Where to post a reset; null when the BMC offers none.</param>
/// <param name="AllowedResets">Empty when the BMC does not say here.</param>
/// <param name="ResetInfo">Where it says so instead.</param>
sealed record BmcSystem(
    string Path, string PowerText, string? ResetTarget, IReadOnlyList<string> AllowedResets, string? ResetInfo)
{
    /// <summary>Only "Off" is off: "PoweringOff", "Paused" and what vendors invent are not known to be.</summary>
    public PowerState Power => PowerText switch
    {
        "Off" => PowerState.Off,
        "On" => PowerState.On,
        _ => PowerState.Unknown,
    };
}
