using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class PolicyHistoryTests
{
    [Fact]
    public async Task The_past_shows_when_another_policy_would_have_fenced()
    {
        await using var cloud = await Clouds.StartAsync();
        await using var service = await ServiceUnderTest.ReadyAsync(cloud);
        await service.PutPolicyAsync(PolicyTexts.Quiet);
        foreach (var other in (string[])["compute-1", "compute-2", "compute-4"])
            await service.ReportAsync(other, "ok");
        await service.ReportAsync("compute-3", "down");
        await service.UntilAsync(
            async () => (await service.GetAsync("v1/incidents?open=true")).AsArray().Count > 0, "an incident");
        await service.ReportAsync("compute-3", "ok");

        await service.UntilAsync(async () => await FencesAsync(service), "the moment found");
    }

    /// <summary>The signals must have settled before there is such a moment.</summary>
    static async Task<bool> FencesAsync(ServiceUnderTest service)
    {
        var (_, answer) = await service.PostJsonAsync("v1/policy/diff", new
        {
            after = new[] { new { name = "rules.yaml", text = PolicyTexts.Default } },
            against = "history:1h",
        });
        return answer["moments"]!.AsArray().SelectMany(m => m!["changes"]!.AsArray())
            .Any(c => ((string)c!["after"]!).StartsWith("fence compute-3, evacuate", StringComparison.Ordinal));
    }
}
