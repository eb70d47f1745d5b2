using System.Diagnostics;
using PolicyHa.Fuzz.Targets;

namespace PolicyHa.Fuzz;

/// <summary>Makes an input that breaks something as small as it gets.</summary>
static class Shrinker
{
    /// <summary>Somebody waits: what is not small by then is small enough.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static string Shrink(FuzzTarget target, string input, Exception fault)
    {
        var clock = Stopwatch.StartNew();
        var kind = KindOf(fault);
        for (var length = Math.Max(1, input.Length / 2); length > 0; length /= 2)
        {
            for (var at = 0; at < input.Length && clock.Elapsed < Patience;)
            {
                var smaller = input.Remove(at, Math.Min(length, input.Length - at));
                if (FaultOf(target, smaller) is { } other && KindOf(other) == kind)
                    input = smaller;
                else
                    at += length;
            }
        }

        return input;
    }

    public static Exception? FaultOf(FuzzTarget target, string input)
    {
        try
        {
            target.Try(input);
            return null;
        }
        catch (Exception e)
        {
            // Whatever comes is what we look for.
            return e;
        }
    }

    /// <summary>The same exception from the same place; of a broken promise its first words.</summary>
    static string KindOf(Exception fault) => fault is BrokenPromiseException
        ? fault.Message[..Math.Min(fault.Message.Length, 20)]
        : $"{fault.GetType()} {fault.StackTrace?.Split('\n')[0]}";
}
