using System.Net;
using System.Text.RegularExpressions;
using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

[Collection(CalmService.Name)]
public partial class ServiceSurfaceTests(CalmService calm)
{
    readonly ServiceUnderTest service = calm.Service;

    [Fact]
    public async Task The_api_document_lists_every_route()
    {
        var document = await service.GetAsync("openapi/v1.json");

        var paths = document["paths"]!.AsObject().Select(p => p.Key).ToList();
        Assert.All(
            [
                "/healthz", "/readyz", "/metrics", "/v1/events", "/v1/hosts", "/v1/hosts/{name}",
                "/v1/hosts/{name}/maintenance", "/v1/hosts/{name}/confirm-dead", "/v1/instances/{id}",
                "/v1/instances/{id}/reset-state", "/v1/instances/{id}/lock", "/v1/instances/{id}/unlock",
                "/v1/incidents", "/v1/incidents/{id}/explanation",
                "/v1/incidents/{id}/plan", "/v1/incidents/{id}/events", "/v1/plans/{id}", "/v1/segments", "/v1/segments/{name}", "/v1/status",
                "/v1/control/disarm", "/v1/control/arm", "/v1/gates", "/v1/policy", "/v1/policy/versions",
                "/v1/policy/versions/{sha256}", "/v1/policy/accept", "/v1/policy/rollback", "/v1/policy/diff", "/v1/what-if",
                "/v1/history", "/v1/stream", "/v1/simulations",
            ],
            path => Assert.Contains(path, paths));
    }

    [Fact]
    public async Task The_api_document_says_of_every_policy_route_what_it_is_for()
    {
        var paths = (await service.GetAsync("openapi/v1.json"))["paths"]!.AsObject();

        var summaries = paths.Where(p => p.Key.StartsWith("/v1/policy", StringComparison.Ordinal) || p.Key == "/v1/what-if")
            .SelectMany(p => p.Value!.AsObject()).Select(m => (string?)m.Value!["summary"]).ToList();
        Assert.Equal(8, summaries.Count);
        Assert.All(summaries, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_line_of_the_metrics_page_is_well_formed_and_every_family_has_help_and_type()
    {
        await service.ReportAsync("compute-1", "ok");

        var lines = (await service.Http.GetStringAsync("metrics")).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.Matches(MetricLine(), line));
        var typed = lines.Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2])
            .ToHashSet();
        var samples = lines.Where(l => !l.StartsWith('#')).Select(l => Suffix().Replace(l.Split('{', ' ')[0], ""))
            .ToHashSet();
        Assert.Superset(samples, typed.Select(t => Suffix().Replace(t, "")).ToHashSet());
        Assert.Equal(typed.Count, lines.Count(l => l.StartsWith("# HELP ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("policyha_turn_duration_seconds_count ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("policyha_policy_info{policy=\"compute-ha\"", StringComparison.Ordinal));
        Assert.Contains(
            lines, l => l.StartsWith("policyha_events_total{outcome=\"taken\"} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ready_says_how_each_check_stands()
    {
        var ready = await service.GetAsync("readyz");

        Assert.True((bool?)ready["ready"]);
        var names = ready["checks"]!.AsArray().Select(c => (string)c!["name"]!);
        Assert.Equal(["store", "policy", "fleet", "leases", "kafka"], names);
    }

    [Theory]
    [InlineData("v1/incidents?limit=0", "limit: 0 is not from 1 to 1000")]
    [InlineData("v1/history?kind=gossip", "'gossip' is none of report, flip, fact")]
    [InlineData("v1/incidents?before=yesterday", "before")]
    public async Task A_wrong_query_is_told_what_is_wrong(string path, string reason)
    {
        var answer = await service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    const string Label = "[a-z0-9_]+=\"[^\"]*\"";

    const string Number = @"(\+Inf|NaN|-?[0-9.]+(E[+-]?[0-9]+)?)";

    [GeneratedRegex($@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{{{Label}(,{Label})*\}})? {Number})$")]
    private static partial Regex MetricLine();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
