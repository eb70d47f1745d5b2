namespace PolicyHa.Samples.Cloud.World;

/// <summary>Nova's <c>OS-EXT-STS:power_state</c>. After a host dies it keeps the last known value.</summary>
internal enum PowerState
{
    NoState = 0,
    Running = 1,
    Paused = 3,
    Shutdown = 4,
    Crashed = 6,
    Suspended = 7,
}
