namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Liveness: no work throws, is tried again, and throws the same again: that segment would decide nothing any more.</summary>
sealed class WorkGoesOn : ILaw
{
    public string Id => "L4";

    public string? Broken(LawScene scene) => scene.Turns.FailedTwice;
}
