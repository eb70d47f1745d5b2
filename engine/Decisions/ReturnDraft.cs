using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Decisions;

/// <summary>
/// The steps by which a fenced host comes back: look, count it as living, and only then let instances be placed there. With fail-back,
/// what was evacuated goes home.
/// </summary>
static class ReturnDraft
{
    public static IReadOnlyList<PlanStep> StepsOf(PlanId plan, DecisionScene scene, FenceMark mark)
    {
        var steps = new List<PlanStep>();
        foreach (var kind in new[] { StepKind.CheckReturn, StepKind.ClearForcedDown, StepKind.Enable })
            Add(kind, mark.Host, null, null);
        var enabled = steps.Count;
        foreach (var instance in Left(scene, mark))
            Add(StepKind.RestartInstance, mark.Host, instance, enabled);
        foreach (var instance in scene.Policy.ReAdmission.FailBack ? GoingHome(scene, mark) : [])
            Add(StepKind.LiveMigrate, instance.Host, instance, enabled);
        return steps;

        void Add(StepKind kind, HostName host, Instance? instance, int? after)
        {
            int[] rests = after is { } one ? [one] : steps.Count == 0 ? [] : [steps.Count];
            steps.Add(PlanStepFactory.New(
                plan, steps.Count + 1, kind, host, instance, kind == StepKind.LiveMigrate ? mark.Host.Value : null, rests, scene.Options));
        }
    }

    /// <summary>Those that had no other place, and are still there.</summary>
    static IEnumerable<Instance> Left(DecisionScene scene, FenceMark mark) =>
        from instance in scene.Host.Instances
        where mark.Left.Contains(instance.Id)
        let wish = new InstanceWish(instance, scene.Policy.Classes.Classify(instance, scene.Host.Compute), null)
        where wish.Class.Class != InstanceClass.None && wish.IsAlive
        orderby wish.Class.Class descending, instance.Name, instance.Id
        select instance;

    /// <summary>Where its owner or somebody else has moved one since, that is still where it comes from; what is not protected stays.</summary>
    static IEnumerable<Instance> GoingHome(DecisionScene scene, FenceMark mark) =>
        from host in scene.Snapshot.Hosts
        where host.Name != mark.Host
        from instance in host.Instances
        where mark.Evacuated.Contains(instance.Id)
        let wish = new InstanceWish(instance, scene.Policy.Classes.Classify(instance, host.Compute), null)
        where wish.Class.Class != InstanceClass.None && wish.CanLiveMigrate
        orderby wish.Class.Class descending, instance.Name, instance.Id
        select instance;
}
