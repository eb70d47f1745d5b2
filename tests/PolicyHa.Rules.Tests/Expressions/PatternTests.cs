using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Patterns mean what RE2 means by them, also where .NET reads the same characters otherwise.</summary>
public sealed class PatternTests
{
    public static TheoryData<string, string> Cases => CelTable.Read("""
        'compute-01'.matches('^compute-[0-9]+$')  => true
        matches('abc', 'b')                       => true
        'abc\n'.matches('c$')                     => false
        '٣'.matches('\\d')                        => false
        'é'.matches('^\\w$')                      => false
        'é'.matches('^\\W$')                      => true
        '\u00a0'.matches('\\s')                   => false
        'x-'.matches('^[\\w-]+$')                 => true
        'b'.matches('^[a-z-[aeiou]]$')            => false
        'b]'.matches('^[a-z-[aeiou]]$')           => true
        ']'.matches('^[]]$')                      => true
        'a'.matches('^[[:alpha:]]$')              => true
        '😀'.matches('^.$')                        => true
        '😀😀'.matches('^😀+$')                     => true
        'Ab'.matches('(?i)aB')                    => true
        'a\nb'.matches('(?m)^b$')                 => true
        'a\nb'.matches('(?s)a.b')                 => true
        'aa'.matches('^(?P<first>a)a$')           => true
        'a.b'.matches('^a\\Q.\\Eb$')              => true
        'É'.matches('^\\pL$')                     => true
        'x'.matches(dyn('('))                     => error: is not a pattern
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);

    [Theory]
    [InlineData("(")]
    [InlineData("[a")]
    [InlineData("a**")]
    [InlineData(@"(a)\\1")]
    [InlineData("a(?=b)")]
    [InlineData("a(?i)b")]
    [InlineData("[😀]")]
    [InlineData("a{1001}")]
    [InlineData("((a{100}){100}){100}")]
    [InlineData("(a{2,}b{900}){900}")]
    [InlineData(@"\\p{Greek}")]
    public void A_bad_or_unsayable_pattern_is_found_at_load_at_its_place(string pattern)
    {
        var text = $"'x'.matches('{pattern}')";
        var problem = Assert.Single(CelCompiler.Compile(text, CelEnvironment.Empty, CelType.Bool).Problems);
        Assert.Equal(CelProblemCode.Literal, problem.Code);
        Assert.Equal("'x'.matches(".Length, problem.Offset);
        Assert.Equal(pattern.Length + 2, problem.Length);
    }
}
