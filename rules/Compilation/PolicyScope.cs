using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>What all parts of one policy share while they are compiled: its names, its times, and what is wrong with it.</summary>
sealed record PolicyScope(ParamSet Params, VarSet Vars, Horizons Horizons, ProblemLog Problems)
{
    /// <summary>Services that are called, as they are met.</summary>
    public List<CalledService> Calls { get; } = [];
}
