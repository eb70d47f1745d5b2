using PolicyHa.Engine.Topology;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// What conditions of <c>classes</c> are asked about. One is filled again and again: a thousand hosts
/// lost at once have many instances.
/// </summary>
sealed class ClassSubject
{
    public Instance Instance { get; set; } = null!;

    /// <summary>Where it runs; null where nobody knows.</summary>
    public ComputeHost? Host { get; set; }
}
