using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
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
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Writes the protection tag into Nova's metadata, where Masakari and people read it too.");
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
        CancellationToken ct)
    {
        if (request.HaEnabled is not { } enabled)
            return Problems.BadRequest("ha_enabled: is missing; write true or false");
        if (!Classes.Contains(request.HaClass))
            return Problems.BadRequest($"ha_class: '{request.HaClass}' is none of pet, cattle");
        if (answers.FindInstance(id) is not { } instance)
            return Unknown(id);
        var answer = await compute.SetProtectionAsync(instance.Id, new ProtectionTag(enabled, request.HaClass), ct);
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
            : Unknown(id);
    }

    static ProblemHttpResult Unknown(string id) => Problems.NotFound($"no instance {id}, and no only one of that name");
}
