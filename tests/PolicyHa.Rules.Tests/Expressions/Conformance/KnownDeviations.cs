namespace PolicyHa.Rules.Tests.Expressions.Conformance;

static class KnownDeviations
{
    public static IReadOnlyList<string> Ids => [];
}
