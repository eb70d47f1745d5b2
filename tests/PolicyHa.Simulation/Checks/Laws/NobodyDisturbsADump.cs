namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S15: no power action is sent to a host that dumps, by a process that heard so.</summary>
sealed class NobodyDisturbsADump : ILaw
{
    public string Id => "S15-dump";

    public string? Broken(LawScene scene)
    {
        var disturbing = scene.NewActs.FirstOrDefault(
            a => a.Kind == "fence" && scene.World.Host(a.Host) is { IsDumping: true } host && host.DumpHeardBy.Contains(a.By));
        return disturbing is null ? null : $"{disturbing} while it dumps";
    }
}
