using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Reads what a line of <c>classes</c> says about instances that need something of their host: <c>evacuation: {pci: leave}</c>.</summary>
sealed class NeedBinder(ProblemLog problems)
{
    static readonly Dictionary<string, HostNeed> Needs = HostNeedNames.All.ToDictionary(n => n.Name());

    static readonly Dictionary<string, EvacuationAnswer> Evacuations = new()
    {
        ["evacuate"] = EvacuationAnswer.Evacuate,
        ["leave"] = EvacuationAnswer.Leave,
        ["notify"] = EvacuationAnswer.Notify,
    };

    static readonly Dictionary<string, LiveMigrationAnswer> LiveMigrations = new()
    {
        ["live-migrate"] = LiveMigrationAnswer.LiveMigrate,
        ["migrate"] = LiveMigrationAnswer.Migrate,
        ["notify"] = LiveMigrationAnswer.Notify,
    };

    public NeedPolicy Bind(ClassSyntax syntax, InstanceClass known)
    {
        if (syntax is { Evacuation: [], LiveMigration: [] })
            return NeedPolicy.BuiltIn;
        if (known == InstanceClass.None && syntax.Evacuation is [var first, ..])
            problems.Add(ProblemCode.UnknownKey, first.Key.Span, "an instance of class 'none' is left alone: 'evacuation' says nothing about it");
        return new NeedPolicy(Read(syntax.Evacuation, Evacuations, "an answer to an evacuation"), Read(syntax.LiveMigration, LiveMigrations, "an answer to a live migration"));
    }

    Dictionary<HostNeed, T> Read<T>(IReadOnlyList<YamlEntry> entries, IReadOnlyDictionary<string, T> words, string what)
        where T : struct
    {
        var answers = new Dictionary<HostNeed, T>();
        foreach (var (key, value) in entries)
        {
            var need = KnownWord.Read(key, Needs, "a need of an instance", problems);
            var answer = KnownWord.Read((YamlScalar)value, words, what, problems);
            if (need is { } one && answer is { } word)
                answers[one] = word;
        }

        return answers;
    }
}
