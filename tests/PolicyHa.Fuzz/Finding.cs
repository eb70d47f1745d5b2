namespace PolicyHa.Fuzz;

/// <summary>An input that broke something.</summary>
/// <param name="Number">Which input of the run; with the seed it can be made again.</param>
/// <param name="Input">Shrunk: nothing can be taken away without the fault going away too.</param>
/// <param name="Fault">What was broken.</param>
sealed record Finding(string Target, int Number, string Input, string Fault)
{
    public override string ToString() => $"BROKEN: {Target}, input {Number}: {Fault}\n--- input ---\n{Input}\n---";
}
