using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Reads cases of the form "expression => expected", one a line, and evaluates them.</summary>
static class CelTable
{
    const string Arrow = " => ";

    public static TheoryData<string, string> Read(string table)
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            Assert.True(arrow > 0, $"'{line}' has no{Arrow}");
            cases.Add(line[..arrow].Trim(), line[(arrow + Arrow.Length)..].Trim());
        }
        return cases;
    }

    /// <summary>
    /// The value must print as expected; "error: text" means an error whose message contains the text. Where the
    /// checker lets the expression through, it must come to the same.
    /// </summary>
    public static void Verify(string expression, string expected)
    {
        var isChecked = CelCompiler.Compile(expression, CelEnvironment.Empty, CelType.Dyn);
        var isUnchecked = CelCompiler.CompileUnchecked(expression, CelEnvironment.Empty);
        Assert.True(isUnchecked.IsValid, string.Join('\n', isUnchecked.Problems));
        Matches(expected, isUnchecked.Program.Evaluate(CelEnvironment.Empty.NewActivation()).ToString());
        if (isChecked.IsValid)
            Matches(expected, isChecked.Program.Evaluate(CelEnvironment.Empty.NewActivation()).ToString());
        else
            Assert.StartsWith("error", expected, StringComparison.Ordinal);
    }

    static void Matches(string expected, string actual)
    {
        if (expected.StartsWith("error: ", StringComparison.Ordinal))
        {
            Assert.StartsWith("error: ", actual, StringComparison.Ordinal);
            Assert.Contains(expected["error: ".Length..], actual, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
