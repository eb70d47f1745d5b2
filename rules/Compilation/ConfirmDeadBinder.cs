using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles <c>confirm-dead</c>.</summary>
sealed class ConfirmDeadBinder(DurationReader durations, ProblemLog problems)
{
    static readonly Dictionary<string, int> Numbers = new() { ["1"] = 1, ["2"] = 2 };

    /// <summary>Shorter nobody gets from the rack to a keyboard; longer the host may have been switched on again.</summary>
    static readonly (TimeSpan Least, TimeSpan Most) ValidRange = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    public ConfirmDeadPolicy Bind(ConfirmDeadSyntax? said)
    {
        var standard = ConfirmDeadPolicy.Standard;
        if (said is null)
            return standard;
        var persons = said.Persons is { } number ? KnownWord.Read(number, Numbers, "a number of persons", problems) : null;
        var valid = said.Valid is { } text ? durations.Read(text, "valid", ValidRange.Least, ValidRange.Most) : null;
        return new ConfirmDeadPolicy(persons ?? standard.Persons, valid ?? standard.Valid, said.Span.Place);
    }
}
