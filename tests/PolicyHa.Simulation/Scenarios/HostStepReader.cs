using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>world: host H boots|powered|enabled|disabled|leaves|moves to S</c>.</summary>
static class HostStepReader
{
    public const string Abilities = "host H boots|powered|enabled|disabled|forced-down|loses-compute|leaves; host H moves to S";

    /// <summary>The text is about a whole host, and of this reader.</summary>
    public static bool Reads(string[] words) => words is ["host", _, "boots" or "powered" or "enabled" or "disabled" or "forced-down" or "loses-compute" or "leaves"] or ["host", _, "moves", "to", _];

    /// <summary>Null: no such host, which has been reported.</summary>
    public static HostStep? Read(TimeSpan at, YamlScalar text, string[] words, Names names, Field field) => words switch
    {
        _ when !names.KnownHost(text, words[1], field) => null,
        [_, _, var act] => new HostStep(at, Enum.Parse<HostAct>(act.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), words[1], null),
        _ => new HostStep(at, HostAct.Moves, words[1], words[4]),
    };
}
