using PolicyHa.Rules.Compilation;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Documents;

/// <summary>
/// Every <c>documents/bad.&lt;what-is-wrong&gt;.yaml</c> gets exactly the messages in the file beside it.
/// </summary>
public class BadDocumentTests
{
    public static TheoryData<string> Names() => [.. FileNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_document_is_told_exactly_what_is_wrong(string name)
    {
        var load = Load(name);

        Assert.NotEmpty(load.Problems);
        Assert.Equal(load.IsValid, load.Problems.All(p => p.Severity == ProblemSeverity.Warning));
        TestFiles.ShouldBeGolden(
            Path.Combine(TestFiles.Documents, Path.ChangeExtension(name, ".expected.txt")),
            ProblemText.Print(load.Problems, load.Sources));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Carets_stay_inside_their_line(string name)
    {
        var load = Load(name);

        foreach (var problem in load.Problems.Where(p => p.Line > 0))
        {
            var line = load.Sources[0].Line(problem.Line);
            Assert.InRange(problem.Column + problem.Length - 1, problem.Column, Math.Max(problem.Column, line.Length));
        }
    }

    [Fact]
    public void Every_code_has_a_page_and_a_document()
    {
        var shown = FileNames().SelectMany(n => Load(n).Problems).Select(p => p.Code)
            .Append(ProblemCode.Unreadable)     // not a matter of content; PolicyFilesTests has it
                                                // what only playing the tests shows; PolicyTestMistakes of the scenarios' tests has them
            .Concat([ProblemCode.NotCovered, ProblemCode.TestFailed, ProblemCode.UncheckableExpectation])
            .Distinct().Order(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(TestFiles.Docs, "HA*.md").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);

        Assert.Equal(ProblemCode.All, shown);
        Assert.Equal(ProblemCode.All, pages);
    }

    static IEnumerable<string> FileNames() => Directory.EnumerateFiles(TestFiles.Documents, "bad.*.yaml")
        .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    static PolicyLoad Load(string name)
    {
        var text = File.ReadAllText(Path.Combine(TestFiles.Documents, name));
        return PolicyCompiler.Compile([new SourceText(name, text)], new Dictionary<string, string>()).Against(["healer"]);
    }
}
