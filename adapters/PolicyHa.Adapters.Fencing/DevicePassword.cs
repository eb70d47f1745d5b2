namespace PolicyHa.Adapters.Fencing;

/// <summary>The password of a device, from where it is configured.</summary>
static class DevicePassword
{
    /// <summary>Read at each use, so that a changed file counts at once.</summary>
    public static string Read(FencingDeviceOptions device) => device switch
    {
        { PasswordFile: { Length: > 0 } file } => File.ReadAllText(file).Trim(),
        { PasswordEnv: { Length: > 0 } name } => Environment.GetEnvironmentVariable(name) ?? "",
        _ => device.Password ?? "",
    };

    /// <summary>Why there is no password to be had; null when there is.</summary>
    public static string? Problem(FencingDeviceOptions device)
    {
        try
        {
            if (Read(device).Length > 0)
                return null;
            return device.PasswordFile is { Length: > 0 } file
                ? $"file {file} is empty"
                : $"environment variable {device.PasswordEnv} is not set";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"file {device.PasswordFile} cannot be read: {e.Message}";
        }
    }
}
