using PolicyHa.Rules.Expressions;

namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>A side that decides wins over an error of the other side, whichever it is: the whole tables.</summary>
public sealed class LogicTests
{
    public static TheoryData<string, string> Table => CelTable.Read("""
        true || true             => true
        true || false            => true
        true || 1/0 > 0          => true
        false || true            => true
        false || false           => false
        false || 1/0 > 0         => error: divide by zero
        1/0 > 0 || true          => true
        1/0 > 0 || false         => error: divide by zero
        1/0 > 0 || 1%0 > 0       => error: divide by zero
        true && true             => true
        true && false            => false
        true && 1/0 > 0          => error: divide by zero
        false && true            => false
        false && false           => false
        false && 1/0 > 0         => false
        1/0 > 0 && true          => error: divide by zero
        1/0 > 0 && false         => false
        1/0 > 0 && 1%0 > 0       => error: divide by zero
        1/0 > 0 || 1/0 > 0 || true => true
        true && 1/0 > 0 && false => false
        dyn('horses') && false   => false
        dyn('horses') || true    => true
        true && dyn('x')         => error: string is not a bool
        false || dyn(1)          => error: int is not a bool
        !(1/0 > 0)               => error: divide by zero
        !dyn(0)                  => error: no such overload
        !!true                   => true
        true ? 1 : 1/0           => 1
        false ? 1/0 : 2          => 2
        1/0 > 0 ? 1 : 2          => error: divide by zero
        dyn('yes') ? 1 : 2       => error: string is not a bool
        true ? false : true ? true : false => false
        true || false && false   => true
        unknown == 1             => error: undeclared name 'unknown'
        """);

    [Theory]
    [MemberData(nameof(Table))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);

    [Fact]
    public void An_undeclared_name_is_an_error_of_its_side_only_when_nobody_checks()
    {
        var program = CelCompiler
            .CompileUnchecked("unknown || true", CelEnvironment.Empty).Program!;
        Assert.True(program.Evaluate(CelEnvironment.Empty.NewActivation()).IsTrue);
    }
}
