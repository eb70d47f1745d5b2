using System.Diagnostics;
using PolicyHa.Engine.Decisions.Proofs;

namespace PolicyHa.Engine.Tests.Decisions.Proofs;

public sealed class PolicyProofTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Timing()
    {
        var t = Stopwatch.StartNew();
        var report = PolicyProof.Of(Asked.Default, Asked.Options);
        output.WriteLine($"{t.Elapsed} {report.Coverage.Situations} {string.Join(",", report.Coverage.NotReached)}");
        foreach (var l in report.Laws)
            output.WriteLine($"{l} {l.CounterExample?.On} {string.Join('|', l.CounterExample?.Decided ?? [])}");
    }
}
