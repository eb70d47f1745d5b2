using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>Says of each alert who is to hear of it, by the routes of the policy in force.</summary>
sealed class RoutedStateStore(IStateStore inner, PolicyHolder policies) : IStateStore
{
    public Task CommitAsync(StateChanges changes, CancellationToken ct) => inner.CommitAsync(
        changes.Alerts.Count == 0 || policies.Current.Notify.Equals(NotifyRoutes.Everywhere)
            ? changes
            : changes with { Alerts = [.. changes.Alerts.Select(a => a with { Audience = AudienceOf(a, policies.Current.Notify) })] },
        ct);

    public Task<OpenState> LoadOpenAsync(CancellationToken ct) => inner.LoadOpenAsync(ct);

    public Task SaveOperatorsAsync(OperatorState operators, HistoryEntry entry, CancellationToken ct) =>
        inner.SaveOperatorsAsync(operators, entry, ct);

    /// <summary>
    /// That a trouble is over everybody hears: whoever heard of it may be on no route any more, and to the others it is no news.
    /// </summary>
    static IReadOnlyList<string>? AudienceOf(Alert alert, NotifyRoutes routes) => alert.Severity switch
    {
        AlertSeverity.Critical => routes.Critical,
        AlertSeverity.Warning => routes.Operators,
        _ => null,
    };
}
