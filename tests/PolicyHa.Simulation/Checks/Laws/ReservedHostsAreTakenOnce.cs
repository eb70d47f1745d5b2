using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>
/// A reserved host is enabled for a recovery only by the incident that the store has it taken by, and while it is taken nobody else asks
/// for it by name. One that nobody has taken is in the aggregates it was in before, and in no other.
/// </summary>
sealed class ReservedHostsAreTakenOnce : ILaw
{
    public string Id => "R1";

    public string? Broken(LawScene scene) => scene.NewActs.Select(a => Broken(scene, a)).FirstOrDefault(b => b is not null) ?? Strayed(scene);

    static string? Strayed(LawScene scene) =>
        scene.World.Hosts.FirstOrDefault(h => h.IsReserved && h.Aggregates.Count != h.AggregatesAtFirst.Count && scene.Store.ReservationOf(h.Name) is null) is { } host
            ? $"{host.Name} is in {string.Join(", ", host.Aggregates.Select(a => a.Name))}, and nobody has taken it" : null;

    static string? Broken(LawScene scene, WorldAct act)
    {
        if (IsTaking(act))
        {
            return scene.Store.ReservationOf(act.Host)?.Incident == act.Context.Incident
                ? null : $"{act} for {act.Context.Incident}, which has not taken it";
        }

        return act is { Kind: "evacuate", Target: { } target } && scene.Store.ReservationOf(target) is { SettledAt: null } taken
            && taken.Incident != act.Context.Incident
            ? $"{act} to {target}, which is taken for {taken.For}" : null;
    }

    /// <summary>A recovery lets Nova place instances on a reserved host.</summary>
    public static bool IsTaking(WorldAct act) => act.Kind == "enable" && act.Context.Step.Value.Contains("/reserve-host", StringComparison.Ordinal);
}
