using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Api.Endpoints;

/// <summary>Instances and their owners' wishes.</summary>
static class InstanceEndpoints
{
    static readonly string?[] Classes = [null, "pet", "cattle"];

    public static void MapInstances(this IEndpointRouteBuilder app)
    {
        var instances = app.MapGroup("v1/instances").WithTags("Instances")
            .ProducesProblem(StatusCodes.Status404NotFound);
        instances.MapGet("{id}", Find).WithSummary("One instance, by id or by a name only it has.");
        instances.MapGet("{id}/explanation", Explain)
            .WithSummary("Why something is done about the instance, or why nothing is.");
        instances.MapPut("{id}", ProtectAsync).Needs(Role.Operator)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Writes the protection tag and the order of recovery into Nova's metadata, where Masakari and people read it too.");
        instances.MapDelete("{id}", UnprotectAsync).Needs(Role.Operator)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Takes HA_Enabled out of the instance's metadata, so that flavor, image and aggregates speak again. The instance itself stays.");
    }

    static Results<Ok<InstanceView>, ProblemHttpResult> Find(string id, HostAnswers answers) =>
        answers.FindInstance(id) is { } instance ? TypedResults.Ok(answers.View(instance)) : Unknown(id);

    static IResult Explain(string id, HostAnswers answers, HttpContext http, string? format = null) =>
        answers.FindInstance(id) is { } instance
            ? Explanations.Answer(answers.Explain(instance), http, format)
            : Unknown(id);

    static async Task<Results<Ok<InstanceView>, ProblemHttpResult>> ProtectAsync(
        string id,
        ProtectionRequest request,
        HostAnswers answers,
        IComputeControl compute,
        EngineDriver driver,
        ClusterState state,
        CancellationToken ct)
    {
        if (request.HaEnabled is not { } enabled)
            return Problems.BadRequest("ha_enabled: is missing; write true or false");
        if (!Classes.Contains(request.HaClass))
            return Problems.BadRequest($"ha_class: '{request.HaClass}' is none of pet, cattle");
        if (answers.FindInstance(id) is not { } instance)
            return Unknown(id);
        var order = new HaOrderChange(request.HaPriority, request.HaGroup, request.HaAfter);
        if (order.Words.Count > 0)
        {
            if (await compute.ReadInstanceAsync(instance.Id, ct) is not { } fresh)
                return Unknown(id);
            if (WhyNot(order, fresh, state.Fleet) is { } problem)
                return problem;
        }

        return await AnswerAsync(
            instance, await compute.SetProtectionAsync(instance.Id, new ProtectionTag(enabled, request.HaClass) { Order = order.Words }, ct), answers, compute, driver, ct);
    }

    static async Task<Results<Ok<InstanceView>, ProblemHttpResult>> UnprotectAsync(
        string id, HostAnswers answers, IComputeControl compute, EngineDriver driver, CancellationToken ct) =>
        answers.FindInstance(id) is { } instance
            ? await AnswerAsync(instance, await compute.ClearProtectionAsync(instance.Id, ct), answers, compute, driver, ct)
            : Unknown(id);

    /// <summary>What Nova has said to a change of the metadata, and the instance as it is now.</summary>
    static async Task<Results<Ok<InstanceView>, ProblemHttpResult>> AnswerAsync(
        Instance instance, ActionAnswer answer, HostAnswers answers, IComputeControl compute, EngineDriver driver, CancellationToken ct)
    {
        if (answer is ActionAnswer.Refused refused)
            return Problems.Outside(StatusCodes.Status502BadGateway, "Nova refused", refused.Reason);
        if (answer is ActionAnswer.Unclear unclear)
        {
            return Problems.Outside(
                StatusCodes.Status504GatewayTimeout,
                "Nova did not answer",
                $"{unclear.Reason}; ask for the instance to see whether it took");
        }

        driver.WakeRefresh();
        return await compute.ReadInstanceAsync(instance.Id, ct) is { } now
            ? TypedResults.Ok(answers.View(now))
            : Unknown(instance.Name);
    }

    /// <summary>An order that cannot be kept is refused while its owner is there to hear it; of one in Nova the operators hear with a plan.</summary>
    static ProblemHttpResult? WhyNot(HaOrderChange order, Instance instance, Fleet fleet)
    {
        if (order.MistakesFor(instance) is { Count: > 0 } mistakes)
            return Problems.BadRequest(string.Join("; ", mistakes));
        return order.CircleWith(instance, fleet.Instances) is { Count: > 0 } circle
            ? Problems.Conflict($"ha_after: these groups would wait for each other in a circle: {string.Join(", ", circle.Select(g => g.Name))}")
            : null;
    }

    internal static ProblemHttpResult Unknown(string id) => Problems.NotFound($"no instance {id}, and no only one of that name");
}
