using PolicyHa.Simulation.Run;

if (RunOptions.Read(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n{RunOptions.Usage}");
    return 2;
}

var isGood = options.Mutants is { } names ? new MutantRun(options, names, options.Scenarios).Run() : new SeedRun(options).Run();
return isGood ? 0 : 1;
