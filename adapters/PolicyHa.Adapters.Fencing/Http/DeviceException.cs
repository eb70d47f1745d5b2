namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>A device gave no usable answer, or is not the one it should be. Nothing has been switched.</summary>
/// <param name="retryable">It may answer better later.</param>
sealed class DeviceException(string message, bool retryable, Exception? inner = null) : Exception(message, inner)
{
    public bool Retryable { get; } = retryable;
}
