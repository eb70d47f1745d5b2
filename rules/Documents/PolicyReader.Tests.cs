using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Documents;

sealed partial class PolicyReader
{
    const string NothingExpected = "nothing";

    TestSyntax? ReadTest(MappingReader keys)
    {
        var (name, given) = (keys.NeededText("name"), keys.NeededMapping("given"));
        var (parameters, steps, until) = (keys.Mapping("params"), keys.List("steps"), keys.Text("until"));
        var expect = ReadExpect(keys, name, steps);
        return name is null || given is null ? null : new TestSyntax(name, parameters, given, steps, until, expect);
    }

    /// <summary>A test that expects nothing in particular cannot fail: worse than none, for it looks like one.</summary>
    YamlNode? ReadExpect(MappingReader keys, YamlScalar? name, YamlSequence? steps)
    {
        switch (keys.Any("expect"))
        {
            case YamlSequence { Items.Count: > 0 } list:
                return list;
            case YamlScalar { Value: NothingExpected } nothing:
                return nothing;
            case null when steps?.Items.Any(ExpectsSomething) == true:
                return null;
            case null or YamlSequence or YamlScalar { Value: "" }:
                problems.Add(ProblemCode.TestWithoutExpectation, name?.Span ?? keys.Span,
                    $"test '{name?.Value}' expects nothing in particular, so it cannot fail",
                    "list what must happen: expect: [{host: c1, action: fence}]\n"
                    + "or say that nothing may: expect: nothing");
                return null;
            case var other:
                problems.Add(ProblemCode.WrongShape, other.Span,
                    $"'expect' must be a list of expectations or the word 'nothing', this is {other.Shape}");
                return null;
        }
    }

    static bool ExpectsSomething(YamlNode step) =>
        step is YamlMapping mapping && mapping.Entries.Any(e => e.Key.Value == "expect-ignored");
}
