using System.Reflection;

namespace PolicyHa.Api;

/// <summary>Which PolicyHa this is.</summary>
static class ServiceVersion
{
    /// <summary>For example <c>0.1.0+9f2c41d</c>.</summary>
    public static string Text { get; } = typeof(ServiceVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
