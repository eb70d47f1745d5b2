using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Segments;

/// <summary>Reads all aggregates afresh.</summary>
static class AggregateReader
{
    /// <exception cref="OutsideUnavailableException">Nova does not answer, or with no list.</exception>
    public static async Task<List<Aggregate>> ReadAsync(NovaClient nova, CancellationToken ct) =>
        (await nova.GetAsync("/os-aggregates", WireContext.Default.AggregateList, ct)).Aggregates
            ?? throw new OutsideUnavailableException("Nova: GET /os-aggregates: the answer has no list");
}
