using System.Text.Json.Nodes;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

sealed partial class NovaCompute
{
    public async Task<IReadOnlyList<string>> ReadAggregatesOfAsync(HostName host, CancellationToken ct) =>
        [.. (await AggregateReader.ReadAsync(nova, ct)).Where(a => a.Hosts?.Contains(host.Value) is true).Select(a => a.Name).OfType<string>()];

    public Task<ActionAnswer> JoinAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct) =>
        ChangeAsync(host, aggregate, "add_host", isIn: true, context, ct);

    public Task<ActionAnswer> LeaveAggregateAsync(HostName host, string aggregate, ActionContext context, CancellationToken ct) =>
        ChangeAsync(host, aggregate, "remove_host", isIn: false, context, ct);

    /// <summary>Nova answers 409 to who is in already, and where zones forbid it; 404 to who is out already: so it is looked first.</summary>
    async Task<ActionAnswer> ChangeAsync(HostName host, string name, string act, bool isIn, ActionContext context, CancellationToken ct)
    {
        Aggregate? aggregate;
        try
        {
            aggregate = (await AggregateReader.ReadAsync(nova, ct)).FirstOrDefault(a => a.Name == name);
        }
        catch (OutsideUnavailableException e)
        {
            return new ActionAnswer.Refused($"aggregate {name} was not changed: {e.Message}", Retryable: true);
        }

        if (aggregate is null)
            return new ActionAnswer.Refused($"Nova has no aggregate {name}", Retryable: false);
        if (aggregate.Hosts?.Contains(host.Value) == isIn)
            return new ActionAnswer.Accepted(null);
        var answer = await nova.ActAsync(
            HttpMethod.Post, $"/os-aggregates/{aggregate.Id}/action", new JsonObject { [act] = new JsonObject { ["host"] = host.Value } },
            Microversion.Base, context, ct);
        return answer is ActionAnswer.Refused refused && refused.Reason.Contains("Reason: One or more hosts", StringComparison.Ordinal)
            ? refused with { Retryable = false }            // of another zone, or with instances that would change theirs
            : answer;
    }
}
