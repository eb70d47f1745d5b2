using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.Scenarios;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyHa.Api.Endpoints;

/// <summary>Rehearsals: scenarios played on the production core, with a simulated clock and world.</summary>
static class SimulationEndpoints
{
    /// <summary>A request is not played for longer than this of simulated time.</summary>
    static readonly TimeSpan UntilMax = TimeSpan.FromDays(1);

    public static void MapSimulations(this IEndpointRouteBuilder app)
    {
        var simulations = app.MapGroup("v1/simulations").WithTags("Simulations");
        simulations.MapPost("", RunAsync).Accepts<string>("application/yaml", "text/yaml", "text/plain")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Plays a scenario file (YAML) and says what came of it. Nothing outside is touched.");
        simulations.MapGet("", List).WithSummary("The last simulations, newest first.");
        simulations.MapGet("{id:long}", Find).WithSummary("One of the last simulations, with its trace.");
    }

    static async Task<Results<Ok<SimulationView>, ProblemHttpResult>> RunAsync(
        HttpContext http, SimulationDesk desk, CancellationToken ct, long seed = 1)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(ct);
        if (NamesFile(text))
            return Problems.BadRequest(
                "policy: files of this machine are not read for a request; write the rules as policy-text, "
                + "or leave them out for the shipped ones");
        var load = ScenarioReader.Read(new SourceText("scenario", text), Path.GetTempPath());
        if (!load.IsValid)
            return Problems.BadRequest(
                $"the scenario has {load.Problems.Count} problems", new Dictionary<string, object?>
                {
                    ["problems"] = ProblemView.Of(load.Problems, load.Sources),
                });
        return load.Scenario.Until > UntilMax
            ? Problems.BadRequest("until: a request is played for 24h at most; policyha simulate plays longer ones")
            : TypedResults.Ok(await desk.RunAsync(load.Scenario, seed, ct));
    }

    static Ok<IReadOnlyList<SimulationSummary>> List(SimulationDesk desk) =>
        TypedResults.Ok<IReadOnlyList<SimulationSummary>>(
        [.. desk.Latest.Select(s => new SimulationSummary(s.Id, s.At, s.Scenario, s.Ok, s.Failures.Count))]);

    static Results<Ok<SimulationView>, ProblemHttpResult> Find(long id, SimulationDesk desk) =>
        desk.Latest.FirstOrDefault(s => s.Id == id) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound($"no simulation {id} among the last ones");

    /// <summary>
    /// A scenario can name rule files, at its top and in its steps; a caller must not read this machine's with them.
    /// </summary>
    static bool NamesFile(string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Select(d => d.RootNode).OfType<YamlMappingNode>().Any(root =>
                Has(root, "policy")
                    || (root.Children.TryGetValue("steps", out var steps) && steps is YamlSequenceNode list
                    && list.Children.OfType<YamlMappingNode>().Any(step => Has(step, "policy"))));
        }
        catch (YamlException)
        {
            // the scenario reader says what is wrong with it, and reads nothing
            return false;
        }
    }

    static bool Has(YamlMappingNode node, string key) => node.Children.ContainsKey(new YamlScalarNode(key));
}
