using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Hosting;

/// <summary>Turns what went wrong in a request into problem+json that says what and where.</summary>
sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, title, detail) = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                (413, "Too large", exception.Message),
            BadHttpRequestException bad =>
                (bad.StatusCode, "Bad request", (bad.InnerException as JsonException)?.Message ?? bad.Message),
            OutsideUnavailableException => (502, "The cloud did not answer", exception.Message),
            _ => (500, "Something went wrong here", "the log of the service has more; its recoveries are not affected"),
        };
        if (status == 500)
            LogBroken(log, exception, httpContext.Request.Method, httpContext.Request.Path);
        await TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(510, LogLevel.Error, "{Method} {Path} failed")]
    static partial void LogBroken(ILogger log, Exception e, string method, string path);
}
