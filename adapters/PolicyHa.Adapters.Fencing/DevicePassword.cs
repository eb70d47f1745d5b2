namespace PolicyHa.Adapters.Fencing;

/// <summary>The password of a device, from where it is configured.</summary>
static class DevicePassword
{
    /// <summary>Read at each use, so that a changed file counts at once.</summary>
    public static string Read(FencingDeviceOptions device) => device switch
    {
        { PasswordCredential: { Length: > 0 } name } => SystemdCredential.Read(name),
        { PasswordFile: { Length: > 0 } file } => File.ReadAllText(file).Trim(),
        { PasswordEnv: { Length: > 0 } name } => Environment.GetEnvironmentVariable(name) ?? "",
        _ => device.Password ?? "",
    };

    /// <summary>Why there is no password to be had; null when there is.</summary>
    public static string? Problem(FencingDeviceOptions device)
    {
        if (device.PasswordCredential is { Length: > 0 } name && SystemdCredential.Problem(name) is { } problem)
            return problem;
        try
        {
            return Read(device).Length > 0 ? null : device switch
            {
                { PasswordCredential: { Length: > 0 } credential } => $"credential {credential} is empty",
                { PasswordFile: { Length: > 0 } file } => $"file {file} is empty",
                _ => $"environment variable {device.PasswordEnv} is not set",
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return device.PasswordCredential is { Length: > 0 } credential
                ? $"credential {credential} cannot be read: {e.Message}"
                : $"file {device.PasswordFile} cannot be read: {e.Message}";
        }
    }
}
