using System.Globalization;

namespace PolicyHa.Simulation.Run;

/// <summary>What is asked for on the command line.</summary>
sealed record RunOptions
{
    public const string Usage =
        "usage: make simulate SEEDS=N|A..B [ARGS=\"--jobs N --minutes N --controllers N --out FOLDER --pending --keep-going --plain\"]";

    public long First { get; init; }

    /// <summary>The last one, too, is played.</summary>
    public long Last { get; init; } = 999;

    /// <summary>Worlds that are played at the same time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Nothing is begun after that; null: no end.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Machines that the service runs on; null: one, and two in every eighth history.</summary>
    public int? Controllers { get; init; }

    /// <summary>Where the files of failing seeds go.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>Laws that the engine is known to break count as well.</summary>
    public bool Pending { get; init; }

    /// <summary>One finding for each law, instead of the first one.</summary>
    public bool KeepsGoing { get; init; }

    /// <summary>A finding is told as it is, not made small.</summary>
    public bool Plain { get; init; }

    /// <summary>Switches of <c>make mutations</c>, a line each, that are switched off one by one; null: this is about seeds.</summary>
    public string? Mutants { get; init; }

    /// <summary>Where the scenario files are that are played for each of them.</summary>
    public string Scenarios { get; init; } = ".";

    public static RunOptions? Read(string[] args, out string wrong)
    {
        var options = new RunOptions();
        wrong = "";
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--pending")
                options = options with { Pending = true };
            else if (args[i] is "--keep-going")
                options = options with { KeepsGoing = true };
            else if (args[i] is "--plain")
                options = options with { Plain = true };
            else if (i + 1 < args.Length && With(options, args[i], args[++i]) is { } next)
                options = next;
            else
                wrong = $"'{args[i]}' is not understood";
        }

        return wrong.Length == 0 ? options : null;
    }

    static RunOptions? With(RunOptions options, string name, string value) => name switch
    {
        "--seeds" when value.Split("..") is [var a, var b] && Number(a) is { } first && Number(b) is { } last && first <= last =>
            options with { First = first, Last = last },
        "--seeds" when Number(value) is > 0 and var count => options with { First = 0, Last = count - 1 },
        "--jobs" when Number(value) is > 0 and < 1000 and var jobs => options with { Jobs = (int)jobs },
        "--minutes" when Number(value) is > 0 and < 100_000 and var minutes => options with { Patience = TimeSpan.FromMinutes(minutes) },
        "--controllers" when Number(value) is > 0 and < 6 and var controllers => options with { Controllers = (int)controllers },
        "--out" => options with { Folder = value },
        "--mutants" => options with { Mutants = value },
        "--scenarios" => options with { Scenarios = value },
        _ => null,
    };

    static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
