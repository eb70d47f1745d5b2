namespace PolicyHa.Engine.Facts;

/// <summary>How a signal stands. Silence is <see cref="Unknown"/>, never <see cref="Down"/>.</summary>
public enum SignalStatus
{
    Unknown,
    Up,
    Degraded,
    Down,
}
