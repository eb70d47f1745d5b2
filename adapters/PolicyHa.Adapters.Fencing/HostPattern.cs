using System.IO.Enumeration;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Adapters.Fencing;

/// <summary>Hosts by name, with <c>*</c> and <c>?</c>.</summary>
static class HostPattern
{
    /// <summary>No pattern at all matches every host.</summary>
    public static bool Matches(IReadOnlyCollection<string> patterns, HostName host) =>
        patterns.Count == 0
        || patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, host.Value, ignoreCase: false));
}
