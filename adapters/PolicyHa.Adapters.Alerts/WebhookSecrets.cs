using System.Diagnostics.CodeAnalysis;
using PolicyHa.Adapters.Webhooks;

namespace PolicyHa.Adapters.Alerts;

/// <summary>The secrets of a webhook, read at each use: a changed file counts at once.</summary>
internal static class WebhookSecrets
{
    /// <param name="texts">As they are written, to be kept out of messages.</param>
    /// <param name="problem">Why they cannot be read; names the place, never the content.</param>
    public static bool TryRead(
        IReadOnlyList<SecretSource> sources, out List<string> texts, out List<byte[]> keys, [NotNullWhen(false)] out string? problem)
    {
        (texts, keys, problem) = ([], [], null);
        try
        {
            foreach (var source in sources)
            {
                texts.Add(source.Read());
                keys.Add(WebhookSignature.TryKey(texts[^1], out var key) ? key : throw new SecretUnreadableException("is no whsec_ secret any more"));
            }

            return true;
        }
        catch (SecretUnreadableException error)
        {
            problem = error.Message;
            return false;
        }
    }

    public static IEnumerable<(string Path, string Message)> Problems(IReadOnlyList<SecretSource> secrets)
    {
        if (secrets.Count is not (1 or 2))
            yield return ("secrets", $"{secrets.Count} given, expected one, or two during a rotation");
        for (var i = 0; i < secrets.Count; i++)
        {
            if (secrets[i].Problem() is { } problem)
                yield return ($"secrets[{i}]", problem);
            else if (!WebhookSignature.TryKey(secrets[i].Read(), out _))
                yield return ($"secrets[{i}]", $"is no secret of Standard Webhooks: {WebhookSignature.SecretForm}");
        }
    }
}
