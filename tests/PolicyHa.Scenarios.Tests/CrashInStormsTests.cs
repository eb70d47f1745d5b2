namespace PolicyHa.Scenarios.Tests;

/// <summary>The same as <see cref="CrashSweepTests"/> for the scenarios of storms.</summary>
public sealed class CrashInStormsTests
{
    public static TheoryData<string> Files => [.. CrashSweepTests.Storms];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_crash_at_any_write_or_act_leads_to_the_same_end(string file) => CrashSweepTests.Sweep(file);
}
