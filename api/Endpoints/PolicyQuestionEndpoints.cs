using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Operating;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Endpoints;

/// <summary>What policies would do: for people who want to know before it is so.</summary>
static class PolicyQuestionEndpoints
{
    const string HistoryPrefix = "history:";

    /// <summary>Longer than this nobody keeps signals. 3650 d, as <c>storage.keep_journal</c>.</summary>
    static readonly TimeSpan HistoryMax = TimeSpan.FromDays(3650);

    public static void MapPolicyQuestions(this IEndpointRouteBuilder app)
    {
        var questions = app.MapGroup("v1").WithTags("Policy").ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        questions.MapPost("policy/diff", DiffAsync)
            .WithSummary("Where two policies ask different things of the live fleet, or would have in the past.");
        questions.MapPost("what-if", WhatIf).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What would be done, and why, if a host's signals stood so. Nothing is done.");
    }

    static async Task<Results<Ok<PolicyDiffView>, ProblemHttpResult>> DiffAsync(
        PolicyDiffRequest request, PolicyQuestions questions, PolicyHolder policies, PolicySource source,
        CancellationToken ct)
    {
        var (before, wrong) = request.Before is null
            ? (policies.Current, null)
            : Compile(request.Before, "before", source);
        if (before is null)
            return wrong!;
        (var after, wrong) = Compile(request.After, "after", source);
        if (after is null)
            return wrong!;
        var against = request.Against ?? "live";
        if (against == "live")
        {
            var diff = await questions.LiveAsync(before, after, ct);
            return TypedResults.Ok(new PolicyDiffView(
                before.Version.ToString(), after.Version.ToString(), against, VerdictChangeView.Of(diff), [], 1, false));
        }

        if (!against.StartsWith(HistoryPrefix, StringComparison.Ordinal)
            || !Durations.TryParse(against[HistoryPrefix.Length..], out var time) || time <= TimeSpan.Zero || time > HistoryMax)
            return Problems.BadRequest($"against: '{against}' is neither live nor history: and a time such as history:30d");
        var report = await questions.HistoryAsync(before, after, time, ct);
        return TypedResults.Ok(new PolicyDiffView(
            before.Version.ToString(), after.Version.ToString(), against, [],
            [.. report.Moments.Select(PolicyMomentView.Of)], report.Looks, report.IsCut));
    }

    static Results<Ok<WhatIfView>, ProblemHttpResult> WhatIf(
        WhatIfRequest request, PolicyQuestions questions, PolicyHolder policies, PolicySource source)
    {
        if (string.IsNullOrWhiteSpace(request.Host))
            return Problems.BadRequest("host: is missing");
        if (request is { PolicyText: not null, Files: not null })
            return Problems.BadRequest("policy-text: is given beside files; keep one of them");
        var (signals, wrong) = SignalsOf(request.Set);
        if (signals is null)
            return wrong!;
        var files = request.PolicyText is { } text ? [new PolicyFileView(PolicyBody.SoleName, text)] : request.Files;
        (var policy, wrong) = files is null ? (policies.Current, null) : Compile(files, "files", source);
        if (policy is null)
            return wrong!;
        var host = new HostName(request.Host);
        return questions.Ask(host, signals, policy) is { } answer
            ? TypedResults.Ok(WhatIfView.Of(host, policy.Version.ToString(), answer))
            : Problems.NotFound($"no host {host} in the fleet; is it named as Nova names it?");
    }

    static (RecoveryPolicy? Policy, ProblemHttpResult? Wrong) Compile(
        IReadOnlyList<PolicyFileView>? files, string key, PolicySource source)
    {
        var (sources, wrong) = PolicyBody.Of(files, key);
        if (sources is null)
            return (null, wrong);
        var load = PolicyCompiler.Compile(sources, source.Params);
        return load.IsValid ? (load.Policy, null) : (null, Broken(key, load));
    }

    static ProblemHttpResult Broken(string key, PolicyLoad load) => TypedResults.Problem(
        $"{key}: the policy has errors: {load.Problems[0]}",
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The policy has errors",
        extensions: new Dictionary<string, object?> { ["problems"] = ProblemView.Of(load) });

    static (IReadOnlyDictionary<Signal, SignalStatus>? Signals, ProblemHttpResult? Wrong) SignalsOf(
        IReadOnlyDictionary<string, string>? set)
    {
        var signals = new Dictionary<Signal, SignalStatus>();
        foreach (var (name, word) in set ?? new Dictionary<string, string>())
        {
            if (!SignalNames.TryParseStatus(word, out var status))
                return (null, Problems.BadRequest($"set.{name}: '{word}' is none of up, degraded, down, unknown"));
            if (name == "compute")
                (signals[Signal.NovaCompute], signals[Signal.Libvirt]) = (status, status);
            else if (SignalNames.TryParseSignal(name, out var signal))
                signals[signal] = status;
            else
                return (null, Problems.BadRequest(
                    $"set: '{name}' is none of compute, {string.Join(", ", SignalNames.All.Select(s => s.Name()))}"));
        }

        return (signals, null);
    }
}
