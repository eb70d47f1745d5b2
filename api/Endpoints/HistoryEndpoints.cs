using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Hosting;
using PolicyHa.Engine.History;

namespace PolicyHa.Api.Endpoints;

/// <summary>What happened, and what happens.</summary>
static class HistoryEndpoints
{
    /// <summary>A stream is never silent for longer, so that a broken connection is noticed.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        var history = app.MapGroup("v1").WithTags("History");
        history.MapGet("history", PageAsync)
            .WithSummary("What happened, oldest first; the next page is after the last sequence.");
        history.MapGet("stream", Stream)
            .WithSummary(
                "What happens, as server-sent events: flips, and history lines whose id resumes as Last-Event-ID.");
    }

    static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> PageAsync(
        HistoryAnswers answers,
        CancellationToken ct,
        string? incident = null,
        string? host = null,
        string? kind = null,
        string? what = null,
        long after = 0,
        int limit = 100)
    {
        if (Problems.OfLimit(limit) is { } problem)
            return problem;
        HistoryKind parsed = default;
        if (kind is not null && !Words.TryParse(kind, out parsed))
            return Problems.BadRequest($"kind: '{kind}' is none of {Words.All<HistoryKind>()}");
        var filter = new HistoryFilter(incident, host, kind is null ? null : parsed, what);
        return TypedResults.Ok(await answers.PageAsync(filter, after, limit, ct));
    }

    static ServerSentEventsResult<object> Stream(
        HistoryAnswers answers, HistoryFeed feed, HttpContext http, CancellationToken ct, long? after = null)
    {
        var resumed = long.TryParse(http.Request.Headers["Last-Event-ID"], out var last) ? last : after;
        return TypedResults.ServerSentEvents(FollowAsync(answers, feed, resumed, ct));
    }

    static async IAsyncEnumerable<SseItem<object>> FollowAsync(
        HistoryAnswers answers, HistoryFeed feed, long? after, [EnumeratorCancellation] CancellationToken ct)
    {
        using var subscription = feed.Subscribe();              // before the first look, so that nothing falls between
        var next = after ?? await answers.LastSequenceAsync(ct);
        while (!ct.IsCancellationRequested)
        {
            foreach (var line in await answers.AfterAsync(next, ct))
            {
                next = line.Sequence;
                yield return new SseItem<object>(line, "history") { EventId = $"{line.Sequence}" };
            }

            if (!await HasNewsAsync(subscription, ct))
                yield return new SseItem<object>(new { }, "alive");
            while (subscription.News.TryRead(out var flip))
            {
                if (flip is not null)
                    yield return new SseItem<object>(FlipView.Of(flip), "flip");
            }
        }
    }

    static async Task<bool> HasNewsAsync(HistoryFeed.Subscription subscription, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Silence);
        try
        {
            return await subscription.News.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
