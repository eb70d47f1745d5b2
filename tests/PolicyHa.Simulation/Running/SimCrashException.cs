namespace PolicyHa.Simulation.Running;

/// <summary>The simulated process has ended here.</summary>
public sealed class SimCrashException() : Exception("the simulated service has crashed");
