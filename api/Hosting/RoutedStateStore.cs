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

    /// <summary>Whoever heard of the trouble, loud or not, hears that it is over.</summary>
    static IReadOnlyList<string>? AudienceOf(Alert alert, NotifyRoutes routes) => alert.Severity switch
    {
        AlertSeverity.Critical => routes.Critical,
        AlertSeverity.Warning => routes.Operators,
        _ => routes is { Operators: { } operators, Critical: { } critical } ? [.. operators.Union(critical)] : null,
    };
}
