namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S15: no power action is sent to a host while it dumps.</summary>
sealed class NobodyDisturbsADump : ILaw
{
    public string Id => "S15-dump";

    public string? Broken(LawScene scene)
    {
        var disturbing = scene.NewActs.FirstOrDefault(a => a.Kind == "fence" && scene.World.Host(a.Host).IsDumping);
        return disturbing is null ? null : $"{disturbing} while it dumps";
    }
}
