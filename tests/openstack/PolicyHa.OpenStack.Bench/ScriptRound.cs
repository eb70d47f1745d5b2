using System.Collections.Concurrent;
using PolicyHa.OpenStack.Tests.Lab;

namespace PolicyHa.OpenStack.Bench;

/// <summary>
/// What an operator's script does: tells Nova that the host is down, and evacuates its servers with a fixed number under way. It proves
/// nothing and writes nothing down.
/// </summary>
static class ScriptRound
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <returns>From telling Nova to the last server that runs elsewhere.</returns>
    public static async Task<TimeSpan> RunAsync(int count, int underWay)
    {
        await using var lab = await LabCloud.FreshAsync();
        var servers = await LostHost.FillAsync(lab, count);
        await LabScripts.KillAsync(LostHost.Name);

        var began = DateTimeOffset.UtcNow;
        await lab.Nova.SetServiceAsync(LostHost.Name, new { forced_down = true });
        await EvacuateAsync(lab.Nova, servers, underWay);
        var took = await LostHost.AllElsewhereAtAsync(lab, servers) - began;

        Console.WriteLine($"plain script, {underWay} under way: {took.TotalSeconds:0} s until the last server runs");
        return took;
    }

    static async Task EvacuateAsync(LabNova nova, IReadOnlyList<LabServer> servers, int underWay)
    {
        var left = new ConcurrentQueue<LabServer>(servers);
        var moved = new ConcurrentDictionary<string, bool>();
        var looking = LookAsync(nova, servers.Count, moved);
        await Task.WhenAll(Enumerable.Range(0, underWay).Select(_ => TakeTurnsAsync()));
        await looking;

        async Task TakeTurnsAsync()
        {
            while (left.TryDequeue(out var server))
            {
                await nova.ActAsync(server, "evacuate", new { });
                while (!moved.ContainsKey(server.Id) && !looking.IsCompleted)
                    await Task.Delay(100);
            }
        }
    }

    static async Task LookAsync(LabNova nova, int count, ConcurrentDictionary<string, bool> moved)
    {
        var patience = DateTimeOffset.UtcNow + TimeSpan.FromMinutes(10);
        while (moved.Count < count && DateTimeOffset.UtcNow < patience)
        {
            foreach (var server in (await nova.ServersAsync()).Where(s => s.IsSettled && s.Host != LostHost.Name))
                moved[server.Id] = true;
            await Task.Delay(Look);
        }
    }
}
