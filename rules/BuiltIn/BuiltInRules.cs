using PolicyHa.Engine.Inference;

namespace PolicyHa.Rules.BuiltIn;

/// <summary>The rules that no file can change or leave out.</summary>
public static class BuiltInRules
{
    /// <param name="settle">How long signals must stand before they count.</param>
    public static IReadOnlyList<IRule> All(TimeSpan settle) =>
    [
        new HostFaultRule(),
        new HostSuspectRule(settle),
        new HostPreEmptsInstanceRule(),
        new MaintenanceRule(),
        new ObserverDoubtRule(),
    ];
}
