using System.Collections.Frozen;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Engine.Execution;

/// <summary>The configured services, by name.</summary>
public sealed class ExternalServices(IEnumerable<IExternalRecovery> services) : IExternalServices
{
    readonly FrozenDictionary<string, IExternalRecovery> byName = services.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    public IExternalRecovery? Find(string name) => byName.GetValueOrDefault(name);
}
