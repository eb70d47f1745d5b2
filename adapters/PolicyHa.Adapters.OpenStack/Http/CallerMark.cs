using System.Security.Cryptography;
using System.Text;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Http;

/// <summary>Says on every act for which incident and step it is, and under which lease.</summary>
static class CallerMark
{
    public static void MarkWith(this HttpRequestMessage request, ActionContext context)
    {
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Incident", context.Incident.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Step", context.Step.Value);
        request.Headers.TryAddWithoutValidation("X-PolicyHa-Epoch", $"{context.Epoch}");
        request.Headers.TryAddWithoutValidation("X-Openstack-Request-Id", GlobalRequestId(context.Step));
    }

    /// <summary>
    /// OpenStack's global request id, from the step: the same step has the same id in the logs of every service, after
    /// a crash too. Shaped as a version 8 UUID (RFC 9562), because services ignore an id that is none.
    /// </summary>
    public static string GlobalRequestId(StepId step) => $"req-{GuidOf(step.Value)}";

    /// <summary>The same text, the same id, whoever asks and whenever.</summary>
    public static Guid GuidOf(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
