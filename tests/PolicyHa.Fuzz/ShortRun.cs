using System.Text;
using PolicyHa.Fuzz.Inputs;
using PolicyHa.Fuzz.Targets;

namespace PolicyHa.Fuzz;

/// <summary>A run small enough for every day, for tests.</summary>
public static class ShortRun
{
    /// <summary>How many of so many made-up policies get past the check, and so are run.</summary>
    public static int PoliciesThatRun(int seed, int policies) =>
        Enumerable.Range(0, policies).Count(number => PolicyTarget.IsValid(PolicyGrammar.Make(new Dice(seed, number))));

    /// <summary>What broke, for people; empty when nothing did.</summary>
    /// <exception cref="TimeoutException">An input does not come back; its number is named.</exception>
    public static string Play(int seed, int inputs)
    {
        var run = new FuzzRun(seed, TimeSpan.FromSeconds(2));
        var hung = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var playing = Task.Run(() => run.Run(0, inputs, number => hung.TrySetResult(number)));
        if (Task.WaitAny(playing, hung.Task) == 1)
            throw new TimeoutException($"input {hung.Task.Result} of seed {seed} does not come back");
        playing.GetAwaiter().GetResult();
        return run.Findings.Aggregate(new StringBuilder(), (text, finding) => text.Append(finding).Append('\n')).ToString();
    }
}
