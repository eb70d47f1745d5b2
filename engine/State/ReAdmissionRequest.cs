using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.State;

/// <summary>A person wants a fenced host back in service. Good for the fence before it, and only when the host is well.</summary>
public sealed record ReAdmissionRequest(HostName Host, string By, DateTimeOffset At);
