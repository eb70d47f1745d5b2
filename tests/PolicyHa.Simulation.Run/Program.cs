using PolicyHa.Simulation.Run;

if (RunOptions.Read(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n{RunOptions.Usage}");
    return 2;
}

return new SeedRun(options).Run() ? 0 : 1;
