using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PolicyHa.Adapters.Kafka.Decoding;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Endpoints;

/// <summary>Health events over HTTP.</summary>
static class EventEndpoints
{
    /// <summary>
    /// Reasons that say something of the fleet or of time; every other says that the event itself is wrong.
    /// </summary>
    static readonly string[] NotTheEventsFault = ["unknown-host", "too-old"];

    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var events = app.MapGroup("v1/events").WithTags("Events");
        events.MapPost("", TakeAsync).Needs(Role.Operator)
            .Accepts<JsonElement>(
                "application/cloudevents+json", "application/cloudevents-batch+json", "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Takes canonical health events (CloudEvents): one, a JSON array, or one in binary mode.");
    }

    static async Task<Results<Accepted<EventsAnswer>, ProblemHttpResult>> TakeAsync(
        HttpContext http, Intake intake, ClusterState state, LimitOptions limits, CancellationToken ct)
    {
        if (state.Fleet.HostCount == 0)
            return Problems.Unavailable(
                "no host is known yet: every event would be of an unknown one; send it again once /readyz says so");
        IReadOnlyList<IncomingEvent> events;
        try
        {
            var origin = $"http {http.Connection.RemoteIpAddress} {http.TraceIdentifier}";
            events = EventRequest.Read(http.Request.Headers, await BodyAsync(http, ct), origin);
        }
        catch (JsonException e)
        {
            return Problems.BadRequest($"the body is not JSON: {e.Message}");
        }

        if (events.Count > limits.EventsPerRequestMax)
            return TooLarge(
                $"{events.Count} events, at most {limits.EventsPerRequestMax} are taken in one request", null);
        var refused = (await intake.TakeAsync(events, [], ct)).ToDictionary(r => r.Origin);
        return Answer([.. events.Select((e, index) => OutcomeOf(index, e, refused.GetValueOrDefault(e.Origin)))]);
    }

    static Results<Accepted<EventsAnswer>, ProblemHttpResult> Answer(IReadOnlyList<EventOutcome> outcomes)
    {
        var refused = outcomes.Where(o => o.Outcome == "refused").ToList();
        var answer = new EventsAnswer(outcomes.Count - refused.Count, refused.Count, outcomes);
        var wrong = refused.Where(o => !NotTheEventsFault.Contains(o.Reason)).ToList();
        if (wrong.Count == 0)
            return TypedResults.Accepted((string?)null, answer);
        var more = new Dictionary<string, object?>
        {
            ["taken"] = answer.Taken,
            ["refused"] = answer.Refused,
            ["events"] = outcomes,
        };
        var detail = $"{wrong.Count} of {outcomes.Count} events could not be read, the others were taken; "
            + $"first: event {wrong[0].Index}: {wrong[0].Detail}";
        return wrong.TrueForAll(o => o.Reason == UndecodableReasons.TooLarge)
            ? TooLarge(detail, more)
            : Problems.BadRequest(detail, more);
    }

    static EventOutcome OutcomeOf(int index, IncomingEvent incoming, RefusedEvent? refused) => refused is not null
        ? new EventOutcome(index, "refused", refused.Reason, refused.Detail)
        : new EventOutcome(index, incoming.Report is null ? "informational" : "taken", null, null);

    static ProblemHttpResult TooLarge(string detail, IDictionary<string, object?>? more) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large", extensions: more);

    static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http, CancellationToken ct)
    {
        var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, 1024 * 1024));
        await http.Request.Body.CopyToAsync(body, ct);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
