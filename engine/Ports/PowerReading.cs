namespace PolicyHa.Engine.Ports;

/// <summary>What a fencing device said about a host's power.</summary>
/// <param name="Device">Which device said it, for the proof.</param>
/// <param name="Detail">Its own words, redacted.</param>
public sealed record PowerReading(PowerState State, string Device, string Detail);

/// <summary>Only <see cref="Off"/> is off. An error, a timeout, "powering off" or nonsense is <see cref="Unknown"/>.</summary>
public enum PowerState
{
    Unknown,
    On,
    Off,
}
