namespace PolicyHa.Benchmarks;

/// <summary>Something worth knowing how fast it is.</summary>
interface IBenchmark
{
    /// <summary>By which it is asked for on the command line.</summary>
    string Name { get; }

    Task RunAsync(Report report);
}
