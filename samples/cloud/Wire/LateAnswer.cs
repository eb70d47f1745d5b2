namespace PolicyHa.Samples.Cloud.Wire;

/// <summary>An answer that comes late although what was asked is done already.</summary>
internal sealed class LateAnswer(IResult answer, TimeSpan delay) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await Task.Delay(delay, httpContext.RequestAborted);
        await answer.ExecuteAsync(httpContext);
    }
}
