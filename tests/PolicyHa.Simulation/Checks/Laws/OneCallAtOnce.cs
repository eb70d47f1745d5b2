namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S25: while a service is at work on a host or an instance, neither it nor another is asked for the same.</summary>
sealed class OneCallAtOnce : ILaw
{
    public string Id => "S25";

    public string? Broken(LawScene scene) =>
        scene.NewActs.FirstOrDefault(a => a.Kind == "call" && scene.World.HandedOver(a.Host, a.Instance) > 1) is { } twice
            ? $"{twice} while another service is at work on it" : null;
}
