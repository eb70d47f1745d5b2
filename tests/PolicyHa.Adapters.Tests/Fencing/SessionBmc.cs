using System.Collections.Concurrent;
using System.Net;
using System.Text;
using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>Answers by hand of a board with sessions, the first of which is <c>token-1</c>. It points to another host wherever it can.</summary>
sealed class SessionBmc
{
    const string Elsewhere = "https://evil.test";
    const string Sessions = "/redfish/v1/Managers/1/Sessions";

    readonly ConcurrentQueue<string> closed = [];
    readonly ConcurrentQueue<string> hosts = [];
    int logins;

    /// <summary>It has no session left.</summary>
    public bool IsFull { get; set; }

    /// <summary>It fails, and repeats the token that it was sent.</summary>
    public bool Repeats { get; init; }

    /// <summary>It gives sessions, and lets none in.</summary>
    public bool Rejects { get; init; }

    /// <summary>How often it was asked for a session.</summary>
    public int Logins => logins;

    /// <summary>Tokens of the sessions that were closed.</summary>
    public IReadOnlyCollection<string> Closed => closed;

    /// <summary>To which each call went.</summary>
    public IReadOnlyCollection<string> Hosts => hosts;

    public BmcRun Start(TimeProvider? clock = null) => BmcRun.With(Answer, d => d.Login = FencingDeviceOptions.SessionLogin, clock);

    /// <summary>20 s at most.</summary>
    public async Task UntilClosedAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (closed.Count < count)
            await Task.Delay(10, limit.Token);
    }

    HttpResponseMessage Answer(HttpRequestMessage request)
    {
        hosts.Enqueue(request.RequestUri!.Host);
        var token = request.Headers.TryGetValues("X-Auth-Token", out var tokens) ? tokens.Single() : null;
        if (token is not null && Repeats)
            return Json(500, $$$"""{"error": {"code": "Oops", "message": "{{{token}}} is odd"}}""");
        if (token is not null && Rejects && request.Method == HttpMethod.Get)
            return Json(401, "");
        switch (request.Method.Method, request.RequestUri.AbsolutePath)
        {
            case ("GET", "/redfish/v1/"):
                return Json(200, $$$$"""{"Links": {"Sessions": {"@odata.id": "{{{{Elsewhere + Sessions}}}}"}}}""");
            case ("POST", Sessions):
                return LogIn();
            case ("DELETE", var path) when path.StartsWith(Sessions + "/", StringComparison.Ordinal):
                closed.Enqueue(token!);
                return new(HttpStatusCode.NoContent);
            case ("GET", "/redfish/v1/Systems"):
                return Json(200, """{"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""");
            default:
                return Json(200, """{"PowerState": "On"}""");
        }
    }

    HttpResponseMessage LogIn()
    {
        var number = Interlocked.Increment(ref logins);
        if (IsFull)
            return Json(503, "");
        var answer = Json(201, "{}");
        answer.Headers.Add("X-Auth-Token", $"token-{number}");
        answer.Headers.Location = new Uri($"{Elsewhere}{Sessions}/{number}");
        return answer;
    }

    static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
