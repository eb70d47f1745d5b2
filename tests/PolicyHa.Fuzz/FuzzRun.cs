using System.Diagnostics;
using PolicyHa.Fuzz.Inputs;
using PolicyHa.Fuzz.Targets;

namespace PolicyHa.Fuzz;

/// <summary>Feeds inputs to the targets and remembers what broke. Deterministic: the seed decides everything.</summary>
/// <param name="slowest">An input that takes longer is a finding. Generous: the machine has other things to do.</param>
sealed class FuzzRun(int seed, TimeSpan slowest)
{
    /// <summary>After so many the rest is likely more of the same.</summary>
    const int FindingsMax = 10;

    readonly List<Finding> findings = [];
    readonly Dictionary<string, (int Inputs, TimeSpan Worst)> seen = [];

    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>For each target how many inputs it had, and the longest time one took.</summary>
    public IReadOnlyDictionary<string, (int Inputs, TimeSpan Worst)> Seen => seen;

    /// <summary>One target and one input by their number in the run.</summary>
    public (FuzzTarget Target, string Input) Make(int number)
    {
        var dice = new Dice(seed, number);
        var share = dice.Below(FuzzTarget.All.Sum(t => t.Share));
        var target = FuzzTarget.All.First(t => (share -= t.Share) < 0);
        return (target, target.Make(dice));
    }

    /// <param name="onHang">Told, from another thread, the number of an input that does not come back.</param>
    public void Run(int first, int count, Action<int> onHang)
    {
        using var watchdog = new Watchdog(slowest * 5, onHang);
        for (var number = first; number < first + count && findings.Count < FindingsMax; number++)
        {
            var (target, input) = Make(number);
            watchdog.Begin(number);
            var fault = Shrinker.FaultOf(target, input);
            Note(target, number, input, watchdog.End(), fault);
        }
    }

    void Note(FuzzTarget target, int number, string input, TimeSpan time, Exception? fault)
    {
        var (inputs, worst) = seen.GetValueOrDefault(target.Name);
        seen[target.Name] = (inputs + 1, time > worst ? time : worst);
        if (fault is not null)
            findings.Add(new Finding(target.Name, number, Shrinker.Shrink(target, input, fault), Describe(fault)));
        else if (time > slowest && TimeAgain(target, input) > slowest)
            findings.Add(new Finding(target.Name, number, input, $"took {time.TotalMilliseconds:0} ms"));
    }

    /// <summary>Once slow may be the machine; twice is the input.</summary>
    static TimeSpan TimeAgain(FuzzTarget target, string input)
    {
        var start = Stopwatch.GetTimestamp();
        target.Try(input);
        return Stopwatch.GetElapsedTime(start);
    }

    static string Describe(Exception fault) => fault is BrokenPromiseException
        ? fault.Message
        : $"{fault.GetType().Name}: {fault.Message}\n{string.Join('\n', fault.StackTrace?.Split('\n').Take(4) ?? [])}";
}
