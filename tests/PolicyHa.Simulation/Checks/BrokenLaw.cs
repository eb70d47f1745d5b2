using System.Globalization;

namespace PolicyHa.Simulation.Checks;

/// <summary>A law, how it was broken, and when.</summary>
public sealed record BrokenLaw(string Law, string How, TimeSpan At)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Law}: {How} (at {At.TotalSeconds} s)");
}
