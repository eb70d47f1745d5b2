using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Inference.Known;
using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Matching;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles what a rule concludes.</summary>
/// <param name="reach">How far the rule looks.</param>
/// <param name="environment">Every name its match binds.</param>
sealed partial class ConclusionBinder(
    RuleSyntax rule, IReadOnlyList<RuleItem> items, FactScope reach, int priority, CelEnvironment environment, KindTable kinds,
    IReadOnlyList<DecisionTableRule> tables, IReadOnlyList<InstanceClass> classes, PolicyScope scope)
{
    const string Host = "host";

    readonly ExpressionBinder expressions = new(environment, scope);
    readonly ProblemLog problems = scope.Problems;

    /// <summary>Fewer than there are when one is wrong.</summary>
    public IReadOnlyList<Conclusion> Bind()
    {
        var because = rule.Because is null ? null : new BecauseReader(expressions, problems).Read(rule.Because);
        var sentence = because ?? new BecauseText([($"rule {rule.Name.Value}", null)]);
        return
        [
            .. rule.Conclusions.Select(c => c switch
            {
                ConclusionSyntax.Derive derive when derive.Kind.Value == KnownTypes.HostFault => BindFault(derive, because),
                ConclusionSyntax.Derive derive => BindDerive(derive),
                ConclusionSyntax.Suppress suppress => BindSuppress(suppress, sentence),
                ConclusionSyntax.Veto veto => BindVeto(veto, sentence),
                ConclusionSyntax.Decide decide => BindDecide(decide, because, sentence),
                _ => null,
            }).OfType<Conclusion>(),
        ];
    }

    DeriveConclusion? BindDerive(ConclusionSyntax.Derive derive)
    {
        if (!IsKindName(derive.Kind))
            return null;
        var hostField = derive.Fields.FirstOrDefault(f => f.Key.Value == Host);
        var host = hostField is null ? null : HostItem((YamlScalar)hostField.Value);
        if (hostField is not null && host is null)
            return null;
        var own = derive.Fields.Where(f => f.Key.Value != Host).ToList();
        var sources = own.Select(f => FieldOf(derive, f)).ToList();
        if (sources.Contains(null))
            return null;
        var typed = own.Zip(sources, (f, s) => (Name: f.Key.Value, s!.Value.Type)).ToList();
        var kind = kinds.Derived(derive.Kind.Value)
            ?? kinds.Declare(derive.Kind, hostField is null ? reach : FactScope.Host, typed);
        if (kind is null || !Agrees(derive, kind, typed, hostField is not null))
            return null;
        var fields = kind.Fields.Select(f => sources[typed.FindIndex(t => t.Name == f.Name)]!.Value);
        return new DeriveConclusion(kind, host, [.. fields.Select(f => (f.Program, f.Value))]);
    }

    /// <summary>A word that stands for itself, or an expression.</summary>
    (CelProgram? Program, CelValue Value, CelType Type)? FieldOf(ConclusionSyntax.Derive derive, YamlEntry field)
    {
        var text = (YamlScalar)field.Value;
        if (field.Key.Value is "segment" or "zone" or "rack" && derive.Fields.Any(f => f.Key.Value == Host))
        {
            problems.Add(ProblemCode.DuplicateName, field.Key.Span,
                $"a fact about a host has the '{field.Key.Value}' of its host already",
                "leave it out");
            return null;
        }

        if (!ParamBinder.IsName(field.Key.Value))
        {
            problems.Add(ProblemCode.BadLiteral, field.Key.Span,
                $"'{field.Key.Value}' cannot be the name of a field", "letters, digits and _");
            return null;
        }

        if (BareWord.Is(text.Value, rule))
        {
            var words = kinds.WordsOf(derive.Kind.Value, field.Key.Value);
            return (null, CelValue.Of(text.Value), words is { Count: > 0 } ? CelType.Enum(words) : CelType.String);
        }

        if (expressions.Compile(PipeCell.Of(text), 0, CelType.Dyn) is not { } program)
            return null;
        var type = program.ResultType.Kind == CelTypeKind.Enum ? CelType.String : program.ResultType;
        if (type.Kind is CelTypeKind.String or CelTypeKind.Int or CelTypeKind.Bool or CelTypeKind.Double
            or CelTypeKind.Timestamp or CelTypeKind.Duration)
            return (program, default, type);
        problems.Add(ProblemCode.WrongType, text.Span, $"a fact cannot hold {ParamLiteral.Noun(type)}",
            "a field holds a string, an int, a bool, a duration or a timestamp; write one field of it, such as h.id");
        return null;
    }

    bool Agrees(ConclusionSyntax.Derive derive, RuleKind kind, List<(string Name, CelType Type)> fields, bool isAboutHost)
    {
        var wanted = string.Join(", ", kind.Fields.Select(f => f.Name).Prepend(kind.Type.IsAboutHost ? Host : null).OfType<string>());
        var isWhole = isAboutHost == kind.Type.IsAboutHost && fields.Count == kind.Fields.Count
            && fields.TrueForAll(f => kind.Fields.Any(k => k.Name == f.Name));
        if (!isWhole)
        {
            problems.Add(ProblemCode.WrongType, derive.Kind.Span,
                $"{derive.Kind.Value} has these fields elsewhere: {wanted}",
                "all rules that derive a kind give it the same fields");
            return false;
        }

        foreach (var (name, type) in fields)
        {
            if (kind.Fields.First(f => f.Name == name).Type is var other && !other.Accepts(type))
            {
                problems.Add(ProblemCode.WrongType, derive.Fields.First(f => f.Key.Value == name).Value.Span,
                    $"'{name}' of {derive.Kind.Value} is {ParamLiteral.Noun(type)} here and {ParamLiteral.Noun(other)} elsewhere");
                return false;
            }
        }

        if (isAboutHost || kind.Type.Kind.Scope == reach)
            return true;
        problems.Add(ProblemCode.RuleScope, derive.Kind.Span,
            $"{derive.Kind.Value} is derived for a segment by one rule and for the whole cloud by another", "give the two kinds different names");
        return false;
    }

    bool IsKindName(YamlScalar kind)
    {
        if (KnownTypes.All.Any(t => t.Name == kind.Value)
            || kind.Value is "Veto" or "Suppression" or "RowMatch" or "InstanceRow" or "Outage" or "AtWork")
        {
            problems.Add(ProblemCode.DuplicateName, kind.Span,
                $"'{kind.Value}' is a kind of the service itself; a rule cannot derive it",
                "give the kind another name; HostFault is derived by naming a row: {HostFault: {host: h.id, row: dead}}");
            return false;
        }

        if (kind.Value is [>= 'A' and <= 'Z', ..] && kind.Value.All(char.IsAsciiLetterOrDigit))
            return true;
        problems.Add(ProblemCode.BadLiteral, kind.Span,
            $"'{kind.Value}' cannot be the name of a kind", "a capital letter, then letters and digits: NetworkLost");
        return false;
    }

    SuppressConclusion? BindSuppress(ConclusionSyntax.Suppress suppress, BecauseText because)
    {
        var at = ItemNamed(suppress.Fault.Value);
        if (at is { } item && items[item].Item.Facts.Kind == KnownKinds.InstanceFault)
            return new SuppressConclusion(item, because);
        problems.Add(ProblemCode.UnknownName, suppress.Fault.Span,
            $"'{suppress.Fault.Value}' is not the fault of an instance that this rule binds",
            "match: [{i: InstanceFault}, …], suppress: {fault: i}");
        return null;
    }

    VetoConclusion? BindVeto(ConclusionSyntax.Veto veto, BecauseText because)
    {
        if (HostItem(veto.Host) is not { } host)
            return null;
        var actions = new List<RecoveryAction>();
        var words = ActionNames.All.Concat(["all", "target"]).ToList();
        foreach (var word in veto.Actions)
        {
            if (ActionNames.TryParseAction(word.Value, out var action))
                actions.Add(action);
            else if (!words.Contains(word.Value))
                problems.Add(ProblemCode.ActionNotPermitted, word.Span,
                    $"'{word.Value}' is not an action", KnownWord.Hint(word.Value, words));
        }

        if (actions.Contains(RecoveryAction.Fence) && !actions.Contains(RecoveryAction.Evacuate))
        {
            problems.Add(ProblemCode.EvacuateWithoutFence, veto.Span,
                "this veto takes 'fence' away and leaves 'evacuate': without the fence the instance could run twice", "actions: [fence, evacuate]");
        }

        var isAll = veto.Actions.Any(a => a.Value == "all");
        return new VetoConclusion(host, isAll ? Veto.All : actions, veto.Actions.Any(a => a.Value == "target"), because);
    }

    /// <summary>The item that <c>x.id</c> or <c>x.host</c> names the host of.</summary>
    int? HostItem(YamlScalar text)
    {
        if (text.Value.Trim().Split('.') is [var name, var field] && ItemNamed(name) is { } at && items[at].IsAboutHost
            && (field == items[at].Item.Facts.HostField || (field == "name" && items[at].Item.Facts.Kind == KnownKinds.Host)))
            return at;
        var bound = items.Where(i => i.IsEach && i.IsAboutHost).Select(i => $"{i.Name}.{i.Item.Facts.HostField}").ToList();
        problems.Add(ProblemCode.UnknownName, text.Span,
            $"'{text.Value}' is not the host of something that this rule binds",
            bound.Count > 0 ? $"one of: {string.Join(", ", bound)}" : "match: [{h: Host}, …] and host: h.id");
        return null;
    }

    int? ItemNamed(string name)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].IsEach && items[i].Name == name)
                return i;
        }

        return null;
    }
}
