namespace PolicyHa.Rules.Tests.Expressions.Conformance;

/// <summary>
/// Cases of the subset that we do not answer as published. The list is exact, so it can only shrink: a case that
/// becomes right must be taken out, and a new deviation fails the test.
/// </summary>
static class KnownDeviations
{
    /// <summary>cel.block, cel.index and cel.iterVar are what optimizers write, not people; refused by name.</summary>
    static readonly string[] Blocks =
    [
        "size_2", "size_4", "timestamp", "map_index", "nested_map_construction", "multiple_macros_1", "multiple_macros_2",
        "multiple_macros_3", "adjacent_macros", "inclusion_list", "inclusion_map", "presence_test", "presence_test_2", "call",
    ];

    public static IEnumerable<string> Ids => Blocks.Select(name => $"block_ext/basic/{name}");
}
