using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>shutdown</c>.</summary>
sealed class ShutdownBinder(DurationReader durations, ProblemLog problems)
{
    static readonly Dictionary<string, ShutdownMode> Modes = new()
    {
        ["conditional"] = ShutdownMode.Conditional,
        ["freeze"] = ShutdownMode.Freeze,
        ["failover"] = ShutdownMode.Failover,
    };

    /// <summary>No server reboots faster; for longer work there is maintenance.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) WaitRange = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

    public ShutdownPolicy Bind(ShutdownSyntax? said)
    {
        var standard = ShutdownPolicy.Standard;
        if (said is null)
            return standard;
        var mode = said.Mode is { } word ? KnownWord.Read(word, Modes, "an answer to hosts that shut down", problems) : standard.Mode;
        var wait = said.Wait is { } text ? durations.Read(text, "wait", WaitRange.Least, WaitRange.Most) : null;
        return new ShutdownPolicy(mode ?? standard.Mode, wait ?? standard.Wait, said.Span.Place);
    }
}
