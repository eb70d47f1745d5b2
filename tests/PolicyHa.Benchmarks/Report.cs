namespace PolicyHa.Benchmarks;

/// <summary>One table; each figure is printed as soon as it is known.</summary>
sealed class Report
{
    string benchmark = "";

    public static Report Begin()
    {
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[..3];
        Console.WriteLine($"{Environment.ProcessorCount} cores, load {string.Join(' ', load)} at the start, .NET {Environment.Version}");
        Console.WriteLine();
        Print("benchmark", "what", "figure", "bar");
        Print(new string('-', 15), new string('-', 78), new string('-', 38), new string('-', 8));
        return new Report();
    }

    public void Enter(string name) => benchmark = name;

    /// <param name="bar">What it must reach; empty when there is none.</param>
    public void Add(string what, string figure, string bar = "")
    {
        Print(benchmark, what, figure, bar);
        benchmark = "";
    }

    static void Print(string name, string what, string figure, string bar) =>
        Console.WriteLine($"{name,-15} | {what,-78} | {figure,38} | {bar,8}");
}
