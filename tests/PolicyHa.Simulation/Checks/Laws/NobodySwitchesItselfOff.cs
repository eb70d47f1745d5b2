namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Who acts does not switch off the host that it runs on: nobody would be left to evacuate it.</summary>
sealed class NobodySwitchesItselfOff : ILaw
{
    public string Id => "own-host";

    public string? Broken(LawScene scene) =>
        scene.NewActs.FirstOrDefault(a => a.Kind == "fence" && scene.MachineOf(a) == a.Host) is { } act
            ? $"{act} by {act.By}, which runs there"
            : null;
}
