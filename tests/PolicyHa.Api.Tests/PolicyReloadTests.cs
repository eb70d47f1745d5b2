using PolicyHa.Api.Tests.Support;
using PolicyHa.Rules;

namespace PolicyHa.Api.Tests;

public class PolicyReloadTests
{
    [Fact]
    public async Task A_good_edit_comes_into_force_and_a_bad_one_changes_nothing_but_what_is_told()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("policyha-rules-").FullName, "rules.yaml");
        var text = ShippedPolicies.Default.Text;
        await File.WriteAllTextAsync(file, text);
        await using var cloud = await Clouds.StartAsync();
        var options = ServiceUnderTest.OptionsFor(cloud);
        options.Policy.Path = file;
        await using var service = await ServiceUnderTest.StartAsync(options);
        Assert.Equal("1", (string?)(await service.GetAsync("v1/policy"))["revision"]);

        await File.WriteAllTextAsync(file, Revision("2"));
        await service.UntilAsync(async () => await RevisionAsync(service) == "2", "the second revision in force");

        await File.WriteAllTextAsync(file, text.Replace("then-fence\n", "then-fense\n", StringComparison.Ordinal));
        await service.UntilAsync(async () => (await service.GetAsync("v1/policy"))["refused"] is not null, "refused");

        var policy = await service.GetAsync("v1/policy");
        Assert.Equal("2", (string?)policy["revision"]);
        var problem = policy["refused"]!["problems"]!.AsArray().Single()!;
        var line = text.Split('\n').ToList().FindIndex(l => l.StartsWith("mixed-hosts:", StringComparison.Ordinal)) + 1;
        Assert.Equal((file, line, 14), ((string?)problem["file"], (int)problem["line"]!, (int)problem["column"]!));
        Assert.Contains("drain-then-fence", (string?)problem["hint"], StringComparison.Ordinal);
        Assert.Contains("^", (string?)problem["text"], StringComparison.Ordinal);
        var metrics = await service.Http.GetStringAsync("metrics");
        Assert.Contains("policyha_policy_rejected_total 1\n", metrics, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, Revision("3"));
        await service.UntilAsync(async () => await RevisionAsync(service) == "3", "the third revision in force");
        Assert.Null((await service.GetAsync("v1/policy"))["refused"]);
        await service.UntilAsync(async () => await EditsAsync(service) == 3, "the start and both edits in the history");
        var refusal = (await service.GetAsync("v1/history?kind=control&what=policy-refused"))["entries"]![0]!;
        Assert.Contains($"by files {file} refused: 1 errors", (string?)refusal["text"], StringComparison.Ordinal);
    }

    static string Revision(string revision) =>
        ShippedPolicies.Default.Text.Replace("revision: \"1\"", $"revision: \"{revision}\"", StringComparison.Ordinal);

    static async Task<string?> RevisionAsync(ServiceUnderTest service) =>
        (string?)(await service.GetAsync("v1/policy"))["revision"];

    static async Task<int> EditsAsync(ServiceUnderTest service) =>
        (await service.GetAsync("v1/history?kind=control&what=policy"))["entries"]!.AsArray().Count;
}
