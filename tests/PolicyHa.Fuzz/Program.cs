using System.Diagnostics;
using System.Globalization;
using PolicyHa.Fuzz;

var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1));
int? wrong = null;
var inputs = Number("--inputs", 100_000);
var seed = Number("--seed", 20261121);
var first = Number("--first", 0);
if (wrong is not null || options.Count > 0)
{
    Console.Error.WriteLine("usage: make fuzz ARGS=\"--inputs N --seed S --first NUMBER\"");
    return 2;
}

// A run that dies (a stack that overflows cannot be caught) is played again in parts: --first N --inputs 1.
Console.WriteLine($"seed {seed}, inputs {first} to {first + inputs - 1}");
var clock = Stopwatch.StartNew();
var run = new FuzzRun(seed, TimeSpan.FromSeconds(2));
const int Part = 10_000;
for (var part = 0; part < inputs && run.Findings.Count == 0; part += Part)
{
    run.Run(first + part, Math.Min(Part, inputs - part), number =>
    {
        Console.WriteLine($"HANGS: input {number}\n{run.Make(number).Input}");
        Environment.Exit(1);
    });
    Console.WriteLine($"{Math.Min(part + Part, inputs),9} inputs, {clock.Elapsed.TotalSeconds,5:0} s");
}

foreach (var (target, (count, worst)) in run.Seen)
    Console.WriteLine(FormattableString.Invariant($"  {target,-12} {count,9} inputs, slowest {worst.TotalMilliseconds,6:0.0} ms"));
foreach (var finding in run.Findings)
    Console.WriteLine($"\n{finding}");
Console.WriteLine(run.Findings.Count == 0 ? "nothing broke" : $"{run.Findings.Count} findings");
return run.Findings.Count == 0 ? 0 : 1;

int Number(string name, int standard)
{
    if (!options.Remove(name, out var text))
        return standard;
    if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        return number;
    return wrong ??= 0;
}
