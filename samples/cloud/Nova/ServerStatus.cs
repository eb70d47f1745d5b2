using PolicyHa.Samples.Cloud.World;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The one word a server shows for its vm_state and task_state.</summary>
internal static class ServerStatus
{
    static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        "ACTIVE", "BUILD", "DELETED", "ERROR", "HARD_REBOOT", "MIGRATING", "PASSWORD", "PAUSED", "REBOOT", "REBUILD",
        "RESCUE", "RESIZE", "REVERT_RESIZE", "SHELVED", "SHELVED_OFFLOADED", "SHUTOFF", "SOFT_DELETED", "SUSPENDED",
        "UNKNOWN", "VERIFY_RESIZE",
    };

    public static bool Exists(string status) => All.Contains(status);

    public static string Of(Server server) => (server.VmState, server.TaskState) switch
    {
        ("active" or "stopped" or "error", "rebuilding") => "REBUILD",
        ("active", "migrating") => "MIGRATING",
        ("active" or "stopped", "resize_prep" or "resize_migrating" or "resize_finish") => "RESIZE",
        ("active", "rebooting") => "REBOOT",
        ("active", "rebooting_hard") => "HARD_REBOOT",
        ("active", _) => "ACTIVE",
        ("stopped", _) => "SHUTOFF",
        ("resized", _) => "VERIFY_RESIZE",
        ("building", _) => "BUILD",
        ("rescued", _) => "RESCUE",
        (var state, _) => state.ToUpperInvariant(),
    };
}
