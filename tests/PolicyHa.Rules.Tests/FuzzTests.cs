using PolicyHa.Fuzz;
using Xunit.Abstractions;

namespace PolicyHa.Rules.Tests;

/// <summary>A short run of what <c>make fuzz</c> does at length.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    const int Seed = 20261121;

    [Fact]
    public void Nothing_that_reads_what_people_write_breaks_whatever_they_write()
    {
        output.WriteLine($"seed {Seed}");

        Assert.Equal("", ShortRun.Play(Seed, inputs: 3_000));
    }

    [Fact]
    public void Many_of_the_policies_it_makes_up_get_past_the_check_and_are_run() =>
        Assert.True(ShortRun.PoliciesThatRun(Seed, policies: 300) > 100);
}
