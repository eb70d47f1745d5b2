using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>For whoever reads a device's log: for what it was asked, and by whom.</summary>
static class ActHeaders
{
    public static void Add(HttpRequestMessage request, ActionContext context)
    {
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Incident", context.Incident.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Step", context.Step.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Epoch", $"{context.Epoch}");
    }
}
