using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>A law that whoever runs the simulation brings along.</summary>
sealed class NobodyComplains(Func<WorldAct, string?> complaint) : ILaw
{
    public string Id => "complaint";

    public string? Broken(LawScene scene) => scene.NewActs.Select(complaint).FirstOrDefault(c => c is not null);
}
