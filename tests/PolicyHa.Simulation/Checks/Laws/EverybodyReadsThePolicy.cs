namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// A policy that a live replica cannot read is never in force: nobody holds one that its program does not read, and nobody acts while
/// the store says that one is in force.
/// </summary>
sealed class EverybodyReadsThePolicy : ILaw
{
    readonly Dictionary<string, int> languages = [];

    public string Id => "language";

    public string? Broken(LawScene scene)
    {
        foreach (var service in scene.Services)
        {
            languages[service.Name] = service.Language;
            if (service.Policies.Current is var held && held.Language > service.Language)
                return $"{service.Name} reads rule language {service.Language} and decides by {held.Version} in {held.Language}";
        }

        return scene.Store.PolicyInForce is { Language: var inForce } policy
            && scene.NewActs.FirstOrDefault(a => languages.TryGetValue(a.By, out var reads) && reads < inForce) is { } act
                ? $"{act} by {act.By}, which reads rule language {languages[act.By]}, while {policy.Version} is in force in {inForce}"
                : null;
    }
}
