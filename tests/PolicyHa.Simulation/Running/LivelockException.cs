namespace PolicyHa.Simulation.Running;

/// <summary>The service works on and on while no time passes.</summary>
public sealed class LivelockException(string message) : Exception(message);
