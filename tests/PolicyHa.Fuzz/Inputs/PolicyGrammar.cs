using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>Makes rule files that look right: known keys, drawn tables, rules that mostly fit together.</summary>
static class PolicyGrammar
{
    static readonly string[] Conditions =
    [
        "instance.ha_enabled", "!instance.ha_enabled", "instance.boot == 'volume'", "instance.metadata.HA_Class == 'pet'",
        "has(instance.metadata.x) && instance.metadata.x != ''", "instance.zone == 'nova'", "'ssd' in instance.aggregates",
        "has(instance.rack) && instance.rack == 'r1'", "instance.host == 'h1'", "instance.segment != 'made-up'",
        "instance.image == 'i'", "instance.flavor == 'small' || instance.extra_specs['a'] == 'b'",
        "'pci' in instance.needs",
    ];

    static readonly string[] WrongConditions =
        ["true", "instance.boot == 'disk'", "instance.nme == ''", "instance.cell == 'c'", "host.zone == 'a'"];

    static readonly string[] Params =
    [
        "settle: {type: duration, default: 10s}", "n: {type: int, default: 2, max: 3}", "grace: {type: duration, default: 1m, min: 0s}",
    ];

    static readonly string[] WrongParams =
        ["settle: {type: duration, default: 10s, min: 1m}", "n: {type: number, default: 2}", "x y: 3"];

    static readonly string[] Vars =
    [
        "steady: \"host.signals_age >= params.settle\"", "night: \"now.getHours('Europe/Paris') < 6\"", "many: \"params.n + 1\"",
        "sick: \"host.compute == 'down' || host.power == 'down'\"",
    ];

    static readonly string[] WrongVars = ["loop: \"vars.loop\"", "age: \"host.signals_age\"", "odd: \"hots.zone\"", "night: 3"];

    static readonly string[] Limits =
        ["{name: storm, max-share: 30, memory: 1h, cool-down: 30s}", "{name: fencing-per-segment, max: params.n}",
            "{name: fences-per-round, max: 5, window: 1m}", "{name: cliff, max-share: 50, rounds: 3}",
            "{name: domain-budget, metadata: key}", "{name: racks, action: fence, per: host.rack, max: 2, over: hold-and-notify}"];

    static readonly string[] WrongLimits = ["{name: storm, max: -1}", "{name: mine, action: fence, per: rack}", "{name: cliff, max-share: 50, window: 1s}", "{name: storm}"];

    static readonly string[] Notices =
        ["{operators: [nagios], critical: [nagios, webhook:oncall]}", "{operators: []}", "{critical: [sensu]}"];

    static readonly string[] WrongNotices =
        ["{operators: nagios}", "{operators: ['a b']}", "{everybody: [x]}", "{critical: [a, a]}"];

    static readonly string[] Escalations =
        ["{on: fence-failed, again-every: 5m, then: notify critical}", "{on: fence-failed, again-every: params.grace}", "{on: fence-failed}"];

    static readonly string[] WrongEscalations =
        ["{on: fence-failed, again-every: 1s}", "{on: rain}", "{on: fence-failed, then: evacuate}"];

    public static string Make(Dice dice)
    {
        var pen = new Pen(dice, !dice.OneIn(3));
        var text = new StringBuilder("language: 1\npolicy: fuzz\nrevision: \"1\"\nparams:\n");
        foreach (var param in Params)
            text.Append("  ").Append(pen.Of([param], WrongParams)).Append('\n');
        AppendClasses(text, pen);
        text.Append("vars:\n");
        foreach (var line in Vars)
            text.Append("  ").Append(pen.Of([line], WrongVars)).Append('\n');
        text.Append("mixed-hosts: ").Append(pen.Of(["drain-then-fence", "pets-win", "cattle-win"], ["no", ""])).Append('\n');
        TableGrammar.Append(text, pen);
        RuleGrammar.Append(text, pen);
        AppendSection(text, pen, "limits:\n- ", Limits, WrongLimits);
        AppendSection(text, pen, "notify: ", Notices, WrongNotices);
        AppendSection(text, pen, "escalation:\n- ", Escalations, WrongEscalations);
        TestGrammar.Append(text, pen);
        return text.ToString();
    }

    static void AppendClasses(StringBuilder text, Pen pen)
    {
        text.Append("classes:\n");
        for (var count = pen.Dice.Below(3); count > 0; count--)
        {
            text.Append("- {class: ").Append(pen.Of(["pet", "cattle", "none"], ["cow"]))
                .Append(", when: \"").Append(pen.Of(Conditions, WrongConditions)).Append("\"}\n");
        }

        text.Append("- {class: ").Append(pen.Of(["pet", "cattle"], ["''"])).Append(", otherwise: true}\n");
    }

    static void AppendSection(StringBuilder text, Pen pen, string head, string[] right, string[] wrong)
    {
        if (pen.Dice.OneIn(2))
            text.Append(head).Append(pen.Of(right, wrong)).Append('\n');
    }
}
