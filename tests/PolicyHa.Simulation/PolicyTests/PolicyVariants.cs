using PolicyHa.Rules.Compilation;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>A policy as its file has it, and with the params that tests give it. Each variant is compiled once.</summary>
/// <remarks>
/// Values that a service's configuration gives to params do not count: a test says what the file means, and gives the same
/// answer wherever it is run.
/// </remarks>
sealed class PolicyVariants(PolicyLoad load)
{
    readonly Dictionary<string, PolicyLoad> compiled = [];

    public PolicyLoad With(IReadOnlyDictionary<string, string> overrides)
    {
        var key = string.Join('\n', overrides.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"));
        if (!compiled.TryGetValue(key, out var variant))
            compiled[key] = variant = PolicyCompiler.Compile(load.Sources, overrides);
        return variant;
    }
}
