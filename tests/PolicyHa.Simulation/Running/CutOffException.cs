namespace PolicyHa.Simulation.Running;

/// <summary>The store cannot be reached from this machine, or cannot be written.</summary>
public sealed class CutOffException(string why = "the store does not answer") : Exception(why);
