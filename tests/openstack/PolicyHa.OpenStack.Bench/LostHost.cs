using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Bench;

/// <summary>The lab with all its servers on one host.</summary>
static class LostHost
{
    public const string Name = "compute-1";

    /// <summary>More at once, and the lab's one conductor is busy for longer than anybody waits for.</summary>
    const int AtOnce = 20;

    public static async Task<IReadOnlyList<LabServer>> FillAsync(LabCloud lab, int servers)
    {
        var all = new List<LabServer>();
        for (var made = 0; made < servers; made += AtOnce)
            all.AddRange(await lab.Nova.BootAsync($"batch{made}", Math.Min(AtOnce, servers - made), Name));
        return all;
    }

    /// <summary>When Nova says that the last of them was done. Its records have whole seconds.</summary>
    /// <exception cref="InvalidOperationException">Not each was evacuated once, or one does not run.</exception>
    public static async Task<DateTimeOffset> AllElsewhereAtAsync(LabCloud lab, IReadOnlyList<LabServer> servers)
    {
        var moves = await lab.Nova.MovesOfAsync(servers);
        var running = (await lab.Nova.ServersAsync()).Count(s => s.IsSettled && s.Host != Name);
        return moves.Count == servers.Count && running == servers.Count
            ? moves.Max(m => m.UpdatedAt)
            : throw new InvalidOperationException($"{running} of {servers.Count} servers run elsewhere, after {moves.Count} evacuations");
    }
}
