using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>re-admission</c>.</summary>
sealed class ReAdmissionBinder(DurationReader durations, ProblemLog problems)
{
    static readonly Dictionary<string, ReAdmissionMode> Modes = new()
    {
        ["manual"] = ReAdmissionMode.Manual,
        ["auto"] = ReAdmissionMode.Auto,
        ["force"] = ReAdmissionMode.Force,
    };

    static readonly Dictionary<string, bool> Flags = new() { ["true"] = true, ["false"] = false };

    /// <summary>A shorter calm says nothing; after a longer one a person has looked.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) HealthyRange = (TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));

    public ReAdmissionPolicy Bind(ReAdmissionSyntax? said)
    {
        var standard = ReAdmissionPolicy.Standard;
        if (said is null)
            return standard;
        var mode = said.Mode is { } word ? KnownWord.Read(word, Modes, "a way to re-admit hosts", problems) : standard.Mode;
        var healthy = said.Healthy is { } text ? durations.Read(text, "healthy", HealthyRange.Least, HealthyRange.Most) : null;
        var failBack = said.FailBack is { } flag && KnownWord.Read(flag, Flags, "true or false", problems) == true;
        return new ReAdmissionPolicy(mode ?? standard.Mode, healthy ?? standard.Healthy, failBack, said.Span.Place);
    }
}
