namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>Hosts that carry the control plane are fenced one at a time: two at once can cost its quorum, and with it the cloud.</summary>
sealed class ControlPlaneGuard : IGuard
{
    public Gate Gate { get; } = new(
        HoldReason.ControlPlane, FailMode.Open,
        "a fence of a host that carries the control plane, while another such host, of any segment, is being fenced or has not come back",
        "a host whose aggregates do not say `ha:control_plane` counts as one that carries none, and so does one that is not in Nova any more");

    public string? Objection(GuardScene scene)
    {
        if (!scene.WouldFence || !scene.Host.Compute.CarriesControlPlane)
            return null;
        var other = scene.Load.Hosts.FirstOrDefault(h =>
            h.Compute.CarriesControlPlane && h.Name != scene.Host.Name && (h.InFlight || h.IsFenced));
        return other is null
            ? null
            : $"{scene.Host.Name} and {other.Name} carry the control plane, and {other.Name} "
                + (other.IsFenced ? "is fenced and not back" : "is being fenced");
    }
}
