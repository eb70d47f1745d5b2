using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.BuiltIn;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Verification;

namespace PolicyHa.Rules.Compilation;

/// <summary>Turns rule files into a <see cref="RecoveryPolicy"/>, or says everything that is wrong with them.</summary>
public static class PolicyCompiler
{
    /// <summary>How long agreed signals must stand when the policy has no such param; as in the shipped policy.</summary>
    public static readonly TimeSpan SettleDefault = TimeSpan.FromSeconds(10);

    /// <summary>Observers that must agree when the policy has no such param: one alone may be blind.</summary>
    public const int ObserversDefault = 2;

    /// <summary>The newest rule language this program reads; it reads all older ones too.</summary>
    public const int NewestLanguage = PolicyReader.NewestLanguage;

    const string SettleParam = "settle";
    const string ObserversParam = "observers";

    static readonly Dictionary<string, MixedHosts> MixedHostsWords =
        Enum.GetValues<MixedHosts>().ToDictionary(m => m.Name());

    /// <summary>Reads, checks and compiles. All or nothing: one error, and there is no policy.</summary>
    /// <param name="sources">Files that make one policy together, in the order their tables shall stand.</param>
    /// <param name="paramOverrides">Values instead of the params' defaults, by bare name, as an operator writes
    /// them.</param>
    public static PolicyLoad Compile(
        IReadOnlyList<SourceText> sources, IReadOnlyDictionary<string, string> paramOverrides)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(paramOverrides);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        var problems = new ProblemLog();
        var parts = sources.Select(s => new PolicyReader(s, problems).Read()).ToList();
        // Half a document would only raise questions about the half that is not there.
        var isReadable = !problems.HasErrors;
        var document = new DocumentMerger(parts, problems).Merge();
        var policy = Compile(document, new Version(paramOverrides, isReadable), problems);
        return new PolicyLoad(problems.HasErrors ? null : policy, problems.Sorted(sources), sources)
        {
            Document = document,
        };
    }

    static RecoveryPolicy? Compile(PolicyDocument document, Version version, ProblemLog problems)
    {
        var horizons = new Horizons();
        var parameters = new ParamBinder(version.Overrides, problems).Bind(document.Params);
        if (version.IsReadable)
            ReportMissing(document, problems);
        else if (document.Classes.Count == 0)
            return null;

        var settle = Known(parameters, SettleParam, CelType.Duration, problems)?.Duration.ToTimeSpan() ?? SettleDefault;
        var observers = Known(parameters, ObserversParam, CelType.Int, problems)?.Int ?? ObserversDefault;
        if (observers is < 1 or > 1_000)
            problems.Add(ProblemCode.ParamValue, parameters.Use(ObserversParam)!.At,
                $"'{ObserversParam}' is {observers}, it must be from 1 to 1000");
        horizons.Add(settle);
        var vars = new VarBinder(document.Vars, parameters, horizons, problems).Bind();
        var scope = new PolicyScope(parameters, vars, horizons, problems);
        var classes = new ClassBinder(scope).Bind(document.Classes, document.Sources[0]);
        var tables = document.Tables
            .Select(t => new TableBinder(t, classes.Classes, scope).Bind())
            .OfType<DecisionTableRule>().ToList();
        var rules = new RuleSetBinder(document.Rules, tables, classes.Classes, scope);
        var bound = rules.Bind();
        var ordered = Ordered(tables, bound, settle);
        new RuleChecks(document, bound, tables, ordered, problems).Run();
        var mixed = document.MixedHosts is null
            ? MixedHosts.DrainThenFence
            : KnownWord.Read(document.MixedHosts, MixedHostsWords, "an answer to mixed hosts", problems);
        var limits = new LimitBinder(parameters, AsksForFence(tables, bound), problems).Bind(document.Limits);
        var durations = new DurationReader(parameters, problems);
        var alerts = new AlertBinder(durations, problems);
        var confirmDead = new ConfirmDeadBinder(durations, problems).Bind(document.ConfirmDead);
        var fencing = new FencingBinder(durations, problems).Bind(document.Fencing);
        var targets = new TargetBinder(durations, problems).Bind(document.Targets);
        var reAdmission = new ReAdmissionBinder(durations, problems).Bind(document.ReAdmission);
        var shutdown = new ShutdownBinder(durations, problems).Bind(document.Shutdown);
        var steps = new StepBinder(parameters, durations, problems).Bind(document.Steps);
        var (notify, escalation) = (alerts.BindNotify(document.Notify), alerts.BindEscalation(document.Escalation));
        if (problems.HasErrors)
            return null;

        // Only now: a misspelt use is an error that names the param already.
        foreach (var unused in parameters.Unused)
        {
            problems.Add(ProblemCode.UnusedParam, unused.At, $"nothing uses the param '{unused.Name}'",
                $"write params.{unused.Name} where it belongs, or remove it");
        }

        foreach (var unused in vars.Unused)
        {
            problems.Add(ProblemCode.UnusedVar, unused.At, $"nothing uses the var '{unused.Name}'",
                $"write vars.{unused.Name} where it belongs, or remove it");
        }

        foreach (var unused in rules.UnreadKinds)
        {
            problems.Add(ProblemCode.UnusedKind, unused.Span, $"nothing looks for {unused.Value}",
                $"match it: {{x: {unused.Value}}}, or remove the rule");
        }

        return new RecoveryPolicy
        {
            Version = new PolicyVersion(document.Policy!.Value, document.Revision!.Value,
                PolicyDigest.Of(document.Law, version.Overrides)),
            Language = document.Language,
            Observers = (int)observers,
            Settle = settle,
            Rules = ordered,
            Classes = classes,
            MixedHosts = mixed!.Value,
            MixedHostsAt = document.MixedHosts?.Span.Place ?? RuleSource.BuiltIn,
            Limits = limits,
            Horizons = horizons.ToList(),
            Notify = notify,
            Escalation = escalation,
            Targets = targets,
            Fencing = fencing,
            ConfirmDead = confirmDead,
            ReAdmission = reAdmission,
            Shutdown = shutdown,
            Steps = steps,
            UsesNow = horizons.UsesNow,
            Calls = [.. scope.Calls.Distinct()],
        };
    }

    static bool AsksForFence(IReadOnlyList<DecisionTableRule> tables, IReadOnlyList<BoundRule> rules) =>
        tables.SelectMany(t => t.Table.Rows.Append(t.Table.Otherwise)).OfType<TableRow>().Select(r => r.Cells)
            .Concat(rules.SelectMany(r => r.Rule.Conclusions).OfType<RowConclusion>().Select(c => c.Speech.Cells))
            .SelectMany(cells => cells.Values).SelectMany(ladder => ladder.Rungs).Any(rung => rung.Wants(RecoveryAction.Fence));

    /// <summary>The higher priority first, else as in the files: tables before rules, and what is built in last.</summary>
    static IReadOnlyList<IRule> Ordered(IReadOnlyList<DecisionTableRule> tables, IReadOnlyList<BoundRule> rules, TimeSpan settle) =>
    [
        .. rules.Where(r => r.Rule.Priority > 0).OrderByDescending(r => r.Rule.Priority).Select(r => r.Rule),
        .. tables,
        .. rules.Where(r => r.Rule.Priority <= 0).OrderByDescending(r => r.Rule.Priority).Select(r => r.Rule),
        .. BuiltInRules.All(settle),
    ];

    static void ReportMissing(PolicyDocument document, ProblemLog problems)
    {
        var place = new SourceSpan(document.Sources[0], 0, 1);
        if (document.Policy is null)
            problems.Add(ProblemCode.MissingKey, place, "a policy needs a name: the key 'policy'");
        if (document.Revision is null)
            problems.Add(ProblemCode.MissingKey, place, "a policy needs a label of its version: the key 'revision'");
        if (document.Tables.Count == 0)
            problems.Add(ProblemCode.MissingKey, place, "a policy needs at least one table: the key 'tables'");
    }

    /// <summary>A param whose name the service knows: its type is given.</summary>
    static CelValue? Known(ParamSet parameters, string name, CelType type, ProblemLog problems)
    {
        if (parameters.Use(name) is not { } param)
            return null;
        if (param.Type == type)
            return param.Value;
        problems.Add(ProblemCode.WrongType, param.At,
            $"the param '{name}' is {ParamLiteral.Noun(param.Type)}, the service needs {ParamLiteral.Noun(type)}");
        return null;
    }

    sealed record Version(IReadOnlyDictionary<string, string> Overrides, bool IsReadable);
}
