namespace PolicyHa.Rules.Tests.Expressions;

/// <summary>Lists, maps, has() and the macros.</summary>
public sealed class CollectionTests
{
    public static TheoryData<string, string> Access => CelTable.Read("""
        [1, 2][2]                          => error: index 2 is out of range
        [1, 2][-1]                         => error: index -1 is out of range
        [1, 2][dyn(1.0)]                   => 2
        [1, 2][dyn(0.5)]                   => error: is not a place in a list
        {'a': 1}['b']                      => error: no such key: 'b'
        {'a': 1}.a                         => 1
        {'a': 1}.b                         => error: no such key: 'b'
        {'a': {'b': [5]}}.a.b[0]           => 5
        {'in': 1}['in']                    => 1
        dyn(1).x                           => error: int has no field 'x'
        {dyn(1.5): 1}                      => error: unsupported key type
        {dyn('a'): 1, 'a': 2}              => error: stands twice
        {} == {}                           => true
        [] + [1] + []                      => [1]
        has({'a': null}.a)                 => true
        has({'a': 1}.b)                    => false
        has({'a': 1}.b.c)                  => error: no such key: 'b'
        has(dyn(1).b)                      => error: int has no field
        size({'a': 1}) + size([1, 2]) + [].size() => 3
        """);

    public static TheoryData<string, string> Macros => CelTable.Read("""
        [1, 2].all(x, x > 0)               => true
        [].all(x, x > 0)                   => true
        [].exists(x, x > 0)                => false
        [0, 2].all(x, 4 / x > 5)           => false
        [0, 1].all(x, 4 / x > 3)           => error: divide by zero
        [0, 2].exists(x, 4 / x == 2)       => true
        [0, 2].exists(x, 4 / x == 3)       => error: divide by zero
        [2, 0].exists_one(x, 4 / x == 2)   => error: divide by zero
        [1, 2, 2].exists_one(x, x == 2)    => false
        [1, 2, 3].exists_one(x, x == 2)    => true
        [1, 2, 3].map(x, x * x)            => [1, 4, 9]
        [1, 2, 3].map(x, x > 1, x * x)     => [4, 9]
        [1, 2, 3].filter(x, x % 2 == 1)    => [1, 3]
        [1, 0].map(x, 1 / x)               => error: divide by zero
        [dyn(1)].filter(x, x)              => error: int is not a bool
        {'b': 1, 'a': 2}.map(k, k)         => ['b', 'a']
        {'a': 1}.exists(k, v, k == 'a' && v == 1) => true
        ['x', 'y'].all(i, v, i < 2 && v != '') => true
        ['x', 'y'].transformList(i, v, v + string(i)) => ['x0', 'y1']
        {'a': 1, 'b': 2}.transformMap(k, v, v > 1, v * 10) => {'b': 20}
        [[1], [2, 3]].map(x, x.map(x, x + 1)) => [[2], [3, 4]]
        [1].map(x, [2].map(y, x + y))      => [[3]]
        cel.bind(x, 5, x * x)              => 25
        cel.bind(x, 1 / 0, true)           => true
        cel.bind(x, 2, [1, 2].filter(x, x > 1) + [x]) => [2, 2]
        dyn(1).all(x, true)                => error: a list or a map is wanted
        """);

    [Theory]
    [MemberData(nameof(Access))]
    [MemberData(nameof(Macros))]
    public void Evaluates(string expression, string expected) => CelTable.Verify(expression, expected);
}
