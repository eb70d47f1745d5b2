namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>S51: a host that returned runs nothing that has been moved away, longer than its agent needs to clean up.</summary>
sealed class GuestsRunWhereNovaHasThem : ILaw
{
    public string Id => "S51";

    public string? Broken(LawScene scene)
    {
        foreach (var instance in scene.World.Instances)
        {
            if (instance is { TaskState: null, Guests.Count: 1 } && instance.Guests.Min is var host && host != instance.Host
                && scene.World.Host(host) is { PowerOn: true, CountedDeadByMistake: false })
                return $"{instance.Name} runs on {host}, and Nova has it on {instance.Host}";
        }

        return null;
    }
}
