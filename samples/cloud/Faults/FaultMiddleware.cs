using System.Globalization;

namespace PolicyHa.Samples.Cloud.Faults;

/// <summary>Spoils answers as the fault book says, before and after the real handlers.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBook book)
{
    public async Task InvokeAsync(HttpContext http)
    {
        switch (book.TakeFor(http.Request))
        {
            case null:
                await next(http);
                break;
            case { Kind: ApiFaultKind.Down }:
                http.Abort();
                break;
            case { Kind: ApiFaultKind.Slow } slow:
                var answer = await RunAsideAsync(http);
                await Task.Delay(slow.Delay, http.RequestAborted);
                await answer.CopyToAsync(http.Response.Body, http.RequestAborted);
                break;
            case { Kind: ApiFaultKind.Garbage }:
                await WritePageAsync(http, 200, "<html><body><h1>It works!</h1></body></html>");
                break;
            case { } error:
                if (error.Kind is ApiFaultKind.ErrorAfterEffect)
                {
                    await RunAsideAsync(http);
                    http.Response.Clear();
                }

                if (error.RetryAfterSeconds is { } seconds)
                {
                    http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }

                await WritePageAsync(http, error.Status, ProxyPage(error.Status));
                break;
        }
    }

    /// <summary>Runs the real handler and keeps its body.</summary>
    async Task<MemoryStream> RunAsideAsync(HttpContext http)
    {
        var body = http.Response.Body;
        var aside = new MemoryStream();
        http.Response.Body = aside;
        await next(http);
        http.Response.Body = body;
        aside.Position = 0;
        return aside;
    }

    /// <summary>What a load balancer in front of a service says, in HTML.</summary>
    static string ProxyPage(int status) => $"""
        <html><body><h1>{status} Service Unavailable</h1>
        No server is available to handle this request.
        </body></html>
        """;

    static Task WritePageAsync(HttpContext http, int status, string page)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync(page, http.RequestAborted);
    }
}
