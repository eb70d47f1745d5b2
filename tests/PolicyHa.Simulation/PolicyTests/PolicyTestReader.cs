using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;
using PolicyHa.Simulation.Scenarios;

namespace PolicyHa.Simulation.PolicyTests;

/// <summary>Turns a test of a rule file into a scenario.</summary>
sealed class PolicyTestReader(PolicyVariants variants, ProblemLog problems)
{
    /// <summary>How long a test lasts that does not say so: enough for every step of a usual recovery.</summary>
    public static readonly TimeSpan UntilDefault = TimeSpan.FromMinutes(10);

    /// <summary>Nothing in a policy takes longer to show.</summary>
    static readonly TimeSpan UntilMax = TimeSpan.FromDays(1);

    readonly Field field = new(problems);

    /// <summary>Null when something is wrong with it; problems say what.</summary>
    public Scenario? Read(TestSyntax test)
    {
        var before = problems.Count;
        var names = new Names();
        var given = new GivenReader(problems, field, names).Read(test.Given);
        var load = Compile(test);
        names.AddRows(load);
        var steps = new StepReader(problems, field, names, RefusePolicy) { RefusesUnknownHosts = true }.Read(test.Steps);
        var named = new Field(problems, ProblemCode.UncheckableExpectation);
        var expected = new ExpectationReader(problems, named, names).Read(test.Expect);
        var until = field.Duration(test.Until, UntilMax) ?? UntilDefault;
        foreach (var late in steps.Where(s => s.At > until))
        {
            field.Wrong(test.Steps!,
                $"the step at {Durations.Text(late.At)} comes after the end of the test, {Durations.Text(until)}", "set 'until'");
        }

        return problems.Count > before
            ? null
            : new Scenario
            {
                Name = test.Name.Value,
                Policy = load.Policy!,
                Segments = given.Segments,
                Instances = given.Instances,
                World = given.World,
                Given = given.Hosts,
                Steps = [.. steps.OrderBy(s => s.At)],
                Until = until,
                Expectations = expected,
            };
    }

    PolicyLoad Compile(TestSyntax test)
    {
        var overrides = field.Params(test.Params);
        var load = variants.With(overrides);
        if (!load.IsValid)
        {
            foreach (var wrong in load.Problems.Where(p => p.Severity == ProblemSeverity.Error))
                problems.Add(wrong.Code, test.Params!.Span, wrong.Message, wrong.Hint);
        }

        return load;
    }

    (RecoveryPolicy Policy, ScenarioPolicy From)? RefusePolicy(YamlScalar path, IReadOnlyDictionary<string, string>? overrides)
    {
        field.Wrong(path, "a test plays the policy it stands in", "write a scenario file to change from one policy to another");
        return null;
    }
}
