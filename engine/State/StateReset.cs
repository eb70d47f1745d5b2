using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>
/// A person has had the cloud forget what it was doing with an instance of a dead host: it is in error and nobody is at work on it. A recovery that
/// had given it up tries it once more.
/// </summary>
/// <param name="Host">The dead host it was on.</param>
/// <param name="At">UTC; after the cloud had done it.</param>
public sealed record StateReset(InstanceId Instance, HostName Host, string By, string Reason, DateTimeOffset At);
