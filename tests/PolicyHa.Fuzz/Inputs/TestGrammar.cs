using System.Globalization;
using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>Makes <c>tests</c>.</summary>
static class TestGrammar
{
    static readonly string[] Givens =
    [
        "{hosts: {c1: {signals: \"down up down up\", for: 1m}}, instances: {c1: [pet p1, cattle w1]}}",
        "{hosts: {c1: {}, c2: {signals: {admin: down}, maintenance: true}}, instances: {c1: [cattle w1]}}",
        "{segments: {s1: {hosts: [c1, c2, c3]}}, hosts: {c1: {zone: az1, fenceable: false}}}",
    ];

    static readonly string[] WrongGivens = ["{hosts: c1}", "{}", "nothing", "[c1]"];

    static readonly string[] Steps = ["{at: 0s, report: c1 admin down}", "{at: 5s, report: c1 admin down, expect-ignored: duplicate}"];

    static readonly string[] WrongSteps = ["{report: c1}", "x", "{at: never}"];

    static readonly string[] Expectations =
    [
        "nothing", "[{host: c1, action: fence, row: r0}]", "[{never: fence, host: c1}, {instance: p1, action: evacuate, after: fence}]",
        "[{host: c1, action: fence, between: [10s, 10s]}]",
    ];

    static readonly string[] WrongExpectations = ["", "[]", "something", "{host: c1}"];

    public static void Append(StringBuilder text, Pen pen)
    {
        var count = pen.Dice.Below(3);
        if (count > 0)
            text.Append("tests:\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"- name: {pen.Of([$"test {i}"], ["test 0", "''"])}\n");
            text.Append(CultureInfo.InvariantCulture, $"  given: {pen.Of(Givens, WrongGivens)}\n");
            if (pen.Dice.OneIn(2))
                text.Append(CultureInfo.InvariantCulture, $"  steps: [{pen.Of(Steps, WrongSteps)}]\n");
            if (pen.Dice.OneIn(4))
                text.Append(CultureInfo.InvariantCulture, $"  params: {pen.Of(["{n: 1}", "{settle: 1s}"], ["{m: 1}", "3"])}\n");
            text.Append(CultureInfo.InvariantCulture, $"  expect: {pen.Of(Expectations, WrongExpectations)}\n");
        }
    }
}
