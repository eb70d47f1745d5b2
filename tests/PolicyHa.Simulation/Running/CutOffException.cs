namespace PolicyHa.Simulation.Running;

/// <summary>The store cannot be reached from this machine.</summary>
public sealed class CutOffException() : Exception("the store does not answer");
