using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Decisions.Guards;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>The page about gates is the code: what a gate says of itself.</summary>
public sealed class GatesPageTests
{
    const string Head = """
        # Gates

        What would be done must pass these gates, in this order: when a plan is made, and again before each try of a fence. The first
        that holds gives the reason, which incidents, alerts and `policyha explain` show; `GET /v1/gates` shows which hosts each holds now.

        A gate that **fails closed** holds when it cannot know what it asks for. A gate that **fails open** lets the act pass then: the
        others still stand, and without the act instances would stay down. What a gate asks is part of the snapshot that is decided on,
        so `what-if` and a replay ask the same.

        Right before a try of a fence first asks a device for anything, Nova is asked how its services are: the gates have seen a picture that may
        be half a minute old. While Nova does not answer, has its services as `data-source-broken`, `no-scheduler` and `no-conductor` hold for, has
        no such host any more, or hears of its nova-compute again, nothing is asked of any device. The step says why and goes on by itself, or the
        try fails when its time is over. A host that its devices call off already is proven off all the same.

        | gate | fails | holds | when it cannot know |
        |---|---|---|---|

        """;

    [Fact]
    public void The_page_says_of_every_gate_what_the_gate_says_of_itself()
    {
        var file = Path.Combine(Root(), "engine/docs/gates.md");
        var page = Head + string.Concat(Gate.All.Select(g => $"| `{g.Name}` | {g.FailsWord} | {g.Holds} | {g.Unknown} |\n"));
        if (Environment.GetEnvironmentVariable("POLICYHA_ACCEPT") == "1")
            File.WriteAllText(file, page);

        Assert.Equal(page, File.ReadAllText(file));
    }

    [Fact]
    public void Each_gate_has_a_reason_of_its_own_and_speaks_of_it()
    {
        Assert.Equal(Gate.All.Count, Gate.All.Select(g => g.Reason).Distinct().Count());
        Assert.All(Gate.All, g => Assert.True(g.Holds.Length > 20 && g.Unknown.Length > 20 && !g.Holds.Contains('|'), g.Name));
        Assert.Contains(Gate.All, g => g.Reason == HoldReason.StartEmbargo && g.Fails == FailMode.Closed);
    }

    static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PolicyHa.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
