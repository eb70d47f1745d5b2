namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Numbers, strings, equality, order and conversions.</summary>
public sealed class ValueTests
{
    public static TheoryData<string, string> Numbers => CelTable.Read("""
        9223372036854775807 + 1            => error: integer overflow
        -9223372036854775808 - 1           => error: integer overflow
        9223372036854775807 * 2            => error: integer overflow
        -9223372036854775808 / -1          => error: integer overflow
        -(-9223372036854775808)            => error: integer overflow
        -9223372036854775808 % -1          => 0
        -9223372036854775808               => -9223372036854775808
        3037000500 * 3037000500            => error: integer overflow
        -3037000499 * 3037000499           => -9223372030926249001
        7 / 2                              => 3
        -7 / 2                             => -3
        -3 % 5                             => -3
        3 % -5                             => 3
        1 % 0                              => error: modulus by zero
        0x7fffffffffffffff                 => 9223372036854775807
        -0x8000000000000000                => -9223372036854775808
        1 + 2 * 3 - 4 / 2                  => 5
        (1 + 2) * 3                        => 9
        5 - 3 - 1                          => 1
        1.0 / 0.0                          => Infinity
        -1.0 / 0.0                         => -Infinity
        0.0 / 0.0 == 0.0 / 0.0             => false
        0.0 / 0.0 < 1.0                    => false
        .5 + 1e-1                          => 0.6
        dyn(1) + 1.0                       => error: no such overload
        dyn(5.0) % 2.0                     => error: no such overload
        math.greatest(1, 2.5, -3)          => 2.5
        math.least([4, 2, 9])              => 2
        math.greatest([])                  => error: empty list
        math.abs(-9223372036854775808)     => error: integer overflow
        math.round(2.5)                    => 3
        math.bitShiftRight(-1, 60)         => 15
        math.bitShiftLeft(1, -1)           => error: negative offset
        """);

    public static TheoryData<string, string> Equality => CelTable.Read("""
        dyn(1) == 1.0                      => true
        dyn(1) == '1'                      => false
        dyn(1) != null                     => true
        null == null                       => true
        [1, dyn(2.0)] == [1.0, dyn(2)]     => true
        [1, 2] == [2, 1]                   => false
        {'a': 1, 'b': 2} == {'b': 2, 'a': 1} => true
        {'a': 1} == {'a': 1, 'b': 2}       => false
        {1: 'x'}[dyn(1.0)]                 => 'x'
        1 in [dyn(1.0)]                    => true
        'a' in {'a': null}                 => true
        dyn(3) in {'a': 1}                 => false
        dyn(1) in 1                        => error: nothing is in int
        1 == 1 == true                     => true
        """);

    public static TheoryData<string, string> Order => CelTable.Read("""
        'Z' < 'a'                          => true
        '\uFFFD' < '\U0001F600'            => true
        '\U0001F600' > '\uE000'            => true
        '' < 'a' && 'a' < 'aa'             => true
        'ä' > 'z'                          => true
        false < true                       => true
        dyn(1) < 1.5                       => true
        dyn(2.5) >= 2                      => true
        dyn(1) < 'x'                       => error: no such overload
        dyn([1]) < [2]                     => error: no such overload
        dyn(null) <= null                  => error: no such overload
        duration('1m') > duration('59.999999999s') => true
        """);

    public static TheoryData<string, string> Strings => CelTable.Read("""
        size('héllo')                      => 5
        size('😀😀')                        => 2
        'x'.size()                         => 1
        'a😀b'.charAt(1)                    => '😀'
        'a😀b'.charAt(4)                    => error: index out of range: 4
        'a😀b'.substring(2)                 => 'b'
        'a😀b'.substring(2, 1)              => error: invalid substring range
        'a😀b'.indexOf('b')                 => 2
        'banana'.lastIndexOf('an')         => 3
        'banana'.lastIndexOf('an', 2)      => 1
        'compute-01'.startsWith('compute-') && 'compute-01'.endsWith('01') => true
        'a,b,c'.split(',')                 => ['a', 'b', 'c']
        'a,b,c'.split(',', 2)              => ['a', 'b,c']
        'a😀b'.split('')                    => ['a', '😀', 'b']
        ['a', 'b'].join('-')               => 'a-b'
        [dyn(1)].join()                    => error: a list with int
        'aaa'.replace('a', 'b', 2)         => 'bba'
        'ab'.replace('', '.')              => '.a.b.'
        ' x\t'.trim()                      => 'x'
        'AbcÄ'.lowerAscii() + 'abcä'.upperAscii() => 'abcÄABCä'
        'a😀b'.reverse()                    => 'b😀a'
        strings.quote('a"b\n')             => '"a\"b\n"'
        "%s has %d of %.1f".format(['c1', 3, 2.25]) => 'c1 has 3 of 2.2'
        "%e %x %o %b".format([12345.678, -255, 8, 5]) => '1.234568e+04 -ff 10 101'
        "%s".format([{'b': [1, null], 'a': true}]) => '{a: true, b: [1, null]}'
        "%d".format([])                    => error: index 0 out of range
        "100%".format([])                  => error: no formatting clause
        'tab\tq\'\x41\u0042\103'           => 'tab	q'ABC'
        r'\d+' + R"\n"                     => '\d+\n'
        '''it's'''                         => 'it's'
        """);

    public static TheoryData<string, string> Conversions => CelTable.Read("""
        int(-1.9)                          => -1
        int(9223372036854775807.0)         => error: out of the range of int
        int(-9223372036854775808.0)        => error: out of the range of int
        int(0.0 / 0.0)                     => error: out of the range of int
        int('-42')                         => -42
        int(' 42')                         => error: is not an int
        int('4_2')                         => error: is not an int
        int('9223372036854775808')         => error: is not an int
        double('1e3')                      => 1000
        double('1e999')                    => error: is not a double
        double('abc')                      => error: is not a double
        string(1.5) + string(2) + string(true) => '1.52true'
        string(duration('1h0.25s'))        => '3600.25s'
        bool('True')                       => true
        bool('yes')                        => error: is not a bool
        dyn([1])[0]                        => 1
        """);

    [Theory]
    [MemberData(nameof(Numbers))]
    [MemberData(nameof(Equality))]
    [MemberData(nameof(Order))]
    [MemberData(nameof(Strings))]
    [MemberData(nameof(Conversions))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);
}
