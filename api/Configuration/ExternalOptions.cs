using PolicyHa.Adapters.Alerts.External;
using PolicyHa.Adapters.OpenStack.Workflows;

namespace PolicyHa.Api.Configuration;

/// <summary>Services that recoveries are handed over to: <c>call NAME</c> in rule files.</summary>
public sealed class ExternalOptions
{
    /// <summary>This service's address as those services reach it, for call-backs to <c>/v1/external/TOKEN</c>.</summary>
    /// <value>Default none: a service that does not answer at once must name an address where it is asked.</value>
    public Uri? CallbackUrl { get; set; }

    public IReadOnlyList<ExternalWebhookOptions> Webhook { get; set; } = [];

    public IReadOnlyList<MistralOptions> Mistral { get; set; } = [];

    /// <summary>As rule files call them.</summary>
    public IReadOnlyList<string> Names() => [.. Webhook.Select(w => w.Name).Concat(Mistral.Select(m => m.Name))];

    public IReadOnlyList<(string Path, string Message)> Validate() =>
    [
        .. CallbackUrl is { IsAbsoluteUri: false } or { IsAbsoluteUri: true, Scheme: not ("http" or "https") }
            ? new[] { ("callback_url", "is no http:// or https:// address") }
            : [],
        .. Webhook.SelectMany((w, i) => w.Validate().Select(p => ($"webhook[{i}].{p.Path}", p.Message))),
        .. Mistral.SelectMany((m, i) => m.Validate().Select(p => ($"mistral[{i}].{p.Path}", p.Message))),
        .. Names().GroupBy(name => name).Where(same => same.Count() > 1)
            .Select(same => ("", $"{same.Count()} services are named '{same.Key}', expected one: set name")),
    ];
}
