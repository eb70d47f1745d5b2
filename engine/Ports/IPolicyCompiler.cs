using PolicyHa.Engine.Policies;

namespace PolicyHa.Engine.Ports;

/// <summary>Makes a stored policy one that decides.</summary>
public interface IPolicyCompiler
{
    /// <returns>Null where this program, as it is configured, cannot: <paramref name="problem"/> says why.</returns>
    RecoveryPolicy? Compile(StoredPolicy policy, out string? problem);
}
