using System.Globalization;
using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>
/// Makes rules. Those of the first half look at what is given and at each other's facts, and decide; those of the second half look
/// at what was decided, and tell, spare and veto: so they do not wait for each other in a circle.
/// </summary>
sealed class RuleGrammar
{
    static readonly string[] HostActions = ["notify", "fence, evacuate", "notify, after 5m: fence, evacuate", "live-migrate"];

    static readonly string[] WrongActions = ["evacuate", "reboot", "", "after 1s"];

    static readonly string[] Ladders =
        ["[{do: restart, tries: 2, within: 10m}, {do: live-migrate, tries: 1}, {do: notify}]", "[{do: restart, tries: 1}, {do: notify}]", "[{do: reboot, tries: 1}, {do: restart, tries: 1}, {do: notify}]"];

    static readonly string[] WrongLadders = ["[{do: notify}, {do: restart}]", "[{do: restart, tries: 0}]", "[]", "[{tries: 3}]"];

    static readonly string[] Vetoes = ["all", "[target]", "[fence, evacuate]", "[restart, notify]", "[reboot, restart]", "[live-migrate, target]"];

    static readonly string[] WrongVetoes = ["[fence]", "none", "[]", "[everything]"];

    readonly StringBuilder text;
    readonly Pen pen;
    readonly Dice dice;

    /// <summary>What earlier rules of the same half derive.</summary>
    readonly List<RuleKindGrammar> derived = [];

    /// <summary>Facts that the rule has bound.</summary>
    readonly List<(string Name, RuleKindGrammar Kind)> bound = [];

    /// <summary>Numbers that it has named.</summary>
    readonly List<string> numbers = [];

    RuleGrammar(StringBuilder text, Pen pen) => (this.text, this.pen, dice) = (text, pen, pen.Dice);

    public static void Append(StringBuilder text, Pen pen)
    {
        var count = pen.Dice.Below(6);
        if (count == 0)
            return;
        text.Append("rules:\n");
        var rules = new RuleGrammar(text, pen);
        for (var i = 0; i < count; i++)
            rules.AppendRule(i, isLate: i >= (count + 1) / 2);
    }

    void AppendRule(int number, bool isLate)
    {
        bound.Clear();
        numbers.Clear();
        text.Append(CultureInfo.InvariantCulture, $"- name: {pen.Of([$"rule-{number}"], ["maintenance", "rule-0"])}\n");
        if (dice.OneIn(3))
            text.Append(CultureInfo.InvariantCulture, $"  priority: {pen.Of(["10", "-5", "1000"], ["1001", "high"])}\n");
        text.Append("  match:\n");
        var isWide = isLate && dice.OneIn(3);
        var kinds = isWide ? [.. RuleKindGrammar.Late, .. derived]
            : isLate ? [.. RuleKindGrammar.Given, .. RuleKindGrammar.Late, .. derived]
            : (List<RuleKindGrammar>)[.. RuleKindGrammar.Given, .. derived];
        if (isWide)
            AppendEach(dice.Of(RuleKindGrammar.Wide));
        else
            AppendEach(dice.Of(kinds));
        for (var more = isWide ? 1 + dice.Below(2) : dice.Below(3); more > 0; more--)
        {
            if (!isWide && dice.OneIn(2))
                AppendEach(dice.Of(kinds));
            else
                AppendOther(dice.Of(isLate ? kinds : [.. kinds.Where(k => k.Name != RuleKindGrammar.Rows)]), isWide);
        }

        if (isWide)
            AppendOutage();
        else
            AppendConclusions(number, isLate);
        if (dice.OneIn(2))
            text.Append(CultureInfo.InvariantCulture, $"  because: \"{Because()}\"\n");
    }

    void AppendEach(RuleKindGrammar kind)
    {
        var name = pen.Of([$"f{bound.Count}"], ["it", "f0", "a b"]);
        text.Append(CultureInfo.InvariantCulture, $"  - {{{name}: {Kind(kind)}{Where(kind, name)}}}\n");
        bound.Add((name, kind));
    }

    /// <summary>Presence, absence or a number.</summary>
    void AppendOther(RuleKindGrammar kind, bool isWide)
    {
        var form = isWide ? "count" : dice.Of("exists", "not", "count", "sum", "min", "max");
        if (form is "sum" or "min" or "max" && kind.Numbers.Length == 0)
            form = "count";
        text.Append(CultureInfo.InvariantCulture, $"  - {{{form}: {Kind(kind)}{Where(kind, "it")}");
        if (form is "sum" or "min" or "max")
            text.Append(CultureInfo.InvariantCulture, $", of: it.{dice.Of(kind.Numbers)}");
        if (form is not ("exists" or "not"))
            AppendBounds();
        text.Append("}\n");
    }

    void AppendBounds()
    {
        if (dice.OneIn(2))
        {
            text.Append(CultureInfo.InvariantCulture, $", as: n{numbers.Count}");
            numbers.Add($"n{numbers.Count}");
        }
        else
        {
            var bound = pen.Of(["1", "2", "params.n", "vars.many"], ["x", "''", "1.5"]);
            text.Append(CultureInfo.InvariantCulture, $", {dice.Of("at-least", "at-most", "is")}: {bound}");
        }
    }

    string Kind(RuleKindGrammar kind) => pen.Of([kind.Name], ["Hots", "'table t9'", "Veto"]);

    /// <summary>Tied to the host, segment or zone of the first fact, and mostly something besides.</summary>
    string Where(RuleKindGrammar kind, string name)
    {
        List<string> parts = [];
        if (bound.Count > 0)
            parts.Add(Join(kind, name, bound[0].Name, bound[0].Kind));
        if (dice.OneIn(2))
            parts.Add(pen.Of(kind.Conditions, ["$.nothing", "$ == 3", "true", "("]).Replace("$", name, StringComparison.Ordinal));
        parts.RemoveAll(p => p.Length == 0);
        return parts.Count == 0 ? "" : $", where: \"{string.Join(" && ", parts)}\"";
    }

    string Join(RuleKindGrammar kind, string name, string to, RuleKindGrammar other) => (kind.Host, other.Host, other.Name) switch
    {
        (not null, not null, _) => pen.Of([$"{name}.{kind.Host} == {to}.{other.Host}"], ["", $"{name}.zone == {to}.zone"]),
        (not null, null, "Segment") => $"{name}.segment == {to}.name",
        (not null, null, "Zone") => $"{name}.zone == {to}.name",
        _ => "",
    };

    void AppendConclusions(int number, bool isLate)
    {
        var (name, kind) = dice.Of(bound);
        var host = pen.Of([$"{name}.{kind.Host}"], ["h1", "nobody.id"]);
        var faults = bound.Where(b => b.Kind.Name == "InstanceFault").Select(b => b.Name).ToList();
        switch (dice.Below(isLate ? 3 : 6))
        {
            case 0:
                var own = $"{(isLate ? "Late" : "Early")}{number}";
                var word = pen.Of(["storage", "network"], ["''", "[]"]);
                text.Append(CultureInfo.InvariantCulture, $"  derive: {{{own}: {{host: {host}, n: {Number()}, w: {word}}}}}\n");
                derived.Add(RuleKindGrammar.Derived(own));
                break;
            case 1:
                text.Append(CultureInfo.InvariantCulture, $"  veto: {{host: {host}, actions: {pen.Of(Vetoes, WrongVetoes)}}}\n");
                break;
            case 2 when faults.Count > 0:
                text.Append(CultureInfo.InvariantCulture, $"  suppress: {{fault: {dice.Of(faults)}}}\n");
                break;
            case 2 or 3 when isLate:
                var about = dice.Of($"about: \"'host ' + {name}.{kind.Host}\"", "cloud: all");
                text.Append(CultureInfo.InvariantCulture, $"  decide: {{{about}, do: {pen.Of(["notify"], ["fence"])}}}\n");
                break;
            case 3:
                var row = pen.Of(["r0"], ["r99"]);
                text.Append(CultureInfo.InvariantCulture, $"  derive: {{HostFault: {{host: {host}, row: {row}, table: t0}}}}\n");
                break;
            case 4 when faults.Count > 0:
                var ladder = pen.Of(Ladders, WrongLadders);
                text.Append(CultureInfo.InvariantCulture, $"  decide: {{instance: {dice.Of(faults)}.instance, ladder: {ladder}}}\n");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"  decide: {{host: {host}, {Do()}}}\n");
                break;
        }
    }

    string Do() => dice.OneIn(2)
        ? $"do: \"{pen.Of(HostActions, WrongActions)}\""
        : $"pet: \"{pen.Of(["none", .. HostActions], WrongActions)}\", cattle: \"{pen.Of(HostActions, WrongActions)}\"";

    void AppendOutage()
    {
        var (name, kind) = bound[0];
        var word = kind.Name.ToLowerInvariant();
        var which = word == "cloud" ? "all" : $"{name}.name";
        text.Append(CultureInfo.InvariantCulture, $"  decide: {{{word}: {which}, do: {pen.Of(["notify"], ["fence"])}}}\n");
    }

    string Number() => numbers.Count > 0 && dice.OneIn(2) ? dice.Of(numbers) : dice.Of("1 + 1", "params.n", "vars.many");

    string Because()
    {
        var (name, kind) = dice.Of(bound);
        var field = kind.Host ?? (kind.Name == "Cloud" ? "hosts" : "name");
        return pen.Of(
            ["no reason", $"${{{name}.{field}}} is ill", $"${{{Number()}}} of ${{params.n}}", $"${{{name}.{field}}}${{vars.night}}"],
            ["${", "${nobody.id}", "$${x}", "${}"]);
    }
}
