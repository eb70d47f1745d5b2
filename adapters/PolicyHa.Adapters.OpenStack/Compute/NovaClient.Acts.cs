using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

sealed partial class NovaClient
{
    /// <summary>
    /// Nova's words for what may pass: a host is in use until it counts as down; a live migration cannot be aborted before it runs, nor while it is being ended,
    /// and is not found when it is over.
    /// </summary>
    static readonly string[] Passing = ["still in use", "while the migration is in this state", "In-progress live migration"];

    /// <summary>Sends an act once.</summary>
    /// <param name="body">Null where there is none.</param>
    /// <param name="context">Null when no incident stands behind it.</param>
    public async Task<ActionAnswer> ActAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        Microversion wanted,
        ActionContext? context,
        CancellationToken ct)
    {
        var what = $"Nova: {method} {path}";
        try
        {
            using var response = await SendAsync(method, path, wanted, Prepare, ct);
            return response.IsSuccessStatusCode
                ? new ActionAnswer.Accepted(NovaError.RequestId(response))
                : Answer(what, await NovaError.ReadAsync(response, ct));
        }
        catch (OutsideUnavailableException e)
        {
            // No token, no endpoint or no version: the act itself has not been sent.
            return new ActionAnswer.Refused($"{what} was not sent: {e.Message}", Retryable: true);
        }
        catch (Exception e) when (OutsideCall.IsOutside(e, ct))
        {
            return OutsideCall.Answer(what, e);
        }

        void Prepare(HttpRequestMessage request)
        {
            if (body is not null)
                request.Content = JsonBody.Of(body);
            if (context is not null)
                request.MarkWith(context);
        }
    }

    static ActionAnswer Answer(string what, NovaError error)
    {
        var text = $"{what}: {error.Text}";
        return error.Status switch
        {
            // Nova answers 500 also when a call within it timed out, and a proxy answers for a Nova that it lost in
            // mid-call.
            408 or 500 or 502 or 504 => new ActionAnswer.Unclear(text),
            503 when !error.FromNova => new ActionAnswer.Unclear(text),
            // The state it objects to may pass: 409 another task, and what is in Passing.
            401 or 409 => new ActionAnswer.Refused(text, Retryable: true),
            413 or 429 or 503 => new ActionAnswer.Refused(text, Retryable: true) { IsBusy = true },
            400 or 404 when Passing.Any(p => error.Text.Contains(p, StringComparison.Ordinal)) =>
                new ActionAnswer.Refused(text, Retryable: true),
            >= 500 and not 501 => new ActionAnswer.Unclear(text),
            _ => new ActionAnswer.Refused(text, Retryable: false),
        };
    }
}
