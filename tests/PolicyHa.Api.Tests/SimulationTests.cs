using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PolicyHa.Api.Commands;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public class SimulationTests(CalmService calm)
{
    const string Scenario = """
        scenario: h3 dies
        segments: {s1: {method: auto, hosts: [h1, h2, h3, h4]}}
        instances: {h3: [cattle c1]}
        steps:
        - {at: 1s, report: h3 admin down}
        - {at: 1s, report: h3 tenant down}
        - {at: 1s, report: h3 storage down}
        until: 10m
        expect:
        - {act: fence, host: h3}
        """;

    readonly ServiceUnderTest service = calm.Service;

    [Fact]
    public async Task A_scenario_is_played_and_remembered()
    {
        var result = await PlayAsync(Scenario, HttpStatusCode.OK);

        Assert.True((bool?)result["ok"], result.ToJsonString());
        Assert.NotEqual("h3", (string?)result["end"]!["c1"]!["host"]);
        var listed = (await service.GetAsync("v1/simulations")).AsArray();
        Assert.Contains(listed, s => (long)s!["id"]! == (long)result["id"]!);
        Assert.Equal("h3 dies", (string?)(await service.GetAsync($"v1/simulations/{result["id"]}"))["scenario"]);
    }

    [Fact]
    public async Task A_mistake_in_a_scenario_is_told_with_its_place()
    {
        var problem = await PlayAsync(
            Scenario.Replace("cattle c1", "catle c1", StringComparison.Ordinal), HttpStatusCode.BadRequest);

        Assert.Equal(3, (int?)problem["problems"]![0]!["line"]);
    }

    [Fact]
    public async Task A_request_cannot_read_the_files_of_the_machine()
    {
        var problem = await PlayAsync($"policy: /etc/passwd\n{Scenario}", HttpStatusCode.BadRequest);

        Assert.Contains("policy-text", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_plays_files_and_ends_with_0_1_or_2()
    {
        var folder = Directory.CreateTempSubdirectory("policyha-simulate-").FullName;
        var (good, failing) = (Path.Combine(folder, "good.yaml"), Path.Combine(folder, "failing.yaml"));
        await File.WriteAllTextAsync(good, Scenario);
        await File.WriteAllTextAsync(
            failing, Scenario.Replace("{act: fence, host: h3}", "{never: fence, host: h3}", StringComparison.Ordinal));

        var (played, failed, unreadable) = (
            await RunAsync(good, "--json"), await RunAsync(failing), await RunAsync(Path.Combine(folder, "none.yaml")));

        Assert.Equal((0, 1, 2), (played.Exit, failed.Exit, unreadable.Exit));
        Assert.True((bool?)JsonNode.Parse(played.Output)!["ok"]);
        Assert.Contains("FAILED", failed.Output, StringComparison.Ordinal);
        Assert.Equal(played.Output, (await RunAsync(good, "--json")).Output);
    }

    async Task<JsonNode> PlayAsync(string scenario, HttpStatusCode expected)
    {
        var answer = await service.Http.PostAsync(
            "v1/simulations", new StringContent(scenario, Encoding.UTF8, "application/yaml"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, text);
        return JsonNode.Parse(text)!;
    }

    static async Task<(int Exit, string Output)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var exit = await CommandLine.RunAsync(["simulate", .. args], output, TextWriter.Null);
        return (exit, output.ToString());
    }
}
