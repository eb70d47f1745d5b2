namespace PolicyHa.Engine.Ports;

/// <summary>What is left to do of all evacuations that ever left a host.</summary>
/// <param name="UnderWay">Not over: the instance may be in two places' books.</param>
/// <param name="NotCleaned">Over, but the host has not removed its old copy yet; it does when its compute service starts.</param>
public sealed record EvacuationsLeft(int UnderWay, int NotCleaned);
