namespace PolicyHa.Api.Operating;

/// <summary>What came of the tests that are written in rule files.</summary>
/// <param name="Failures">One for each failed test, as lines for people.</param>
sealed record RehearsalReport(int Passed, int Failed, IReadOnlyList<string> Failures)
{
    /// <summary>No tests were run.</summary>
    public static readonly RehearsalReport Empty = new(0, 0, []);
}
