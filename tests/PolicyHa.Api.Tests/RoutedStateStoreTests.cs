using PolicyHa.Api.Hosting;
using PolicyHa.Engine.Alerts;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.State;
using PolicyHa.Rules;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;

namespace PolicyHa.Api.Tests;

public sealed class RoutedStateStoreTests
{
    readonly WrittenAlerts store = new();

    [Fact]
    public async Task A_trouble_goes_by_its_route_and_its_end_to_everybody_for_routes_change_meanwhile()
    {
        var policy = PolicyCompiler.Compile([new SourceText("default.yaml", ShippedPolicies.Default.Text)], new Dictionary<string, string>()).Policy!;
        var routed = new RoutedStateStore(store, new PolicyHolder(policy with { Notify = new NotifyRoutes(["duty"], ["oncall"]) }));

        await routed.CommitAsync(
            new StateChanges(new SegmentName("s1"), 1) { Alerts = [Of(AlertSeverity.Warning), Of(AlertSeverity.Critical), Of(AlertSeverity.Ok)] },
            CancellationToken.None);

        Assert.Equal<IReadOnlyList<string>?>([["duty"], ["oncall"], null], store.Written.Select(a => a.Audience));
    }

    static Alert Of(AlertSeverity severity) =>
        new("h1", "told", severity, new HostName("h1"), null, new IncidentId("inc-1"), "h1 is down", DateTimeOffset.UnixEpoch);

    sealed class WrittenAlerts : IStateStore
    {
        internal List<Alert> Written { get; } = [];

        public Task CommitAsync(StateChanges changes, CancellationToken ct)
        {
            Written.AddRange(changes.Alerts);
            return Task.CompletedTask;
        }

        public Task<OpenState> LoadOpenAsync(CancellationToken ct) => throw new NotSupportedException();

        public Task SaveOperatorsAsync(OperatorState operators, HistoryEntry entry, CancellationToken ct) => throw new NotSupportedException();
    }
}
