using System.Numerics;

namespace PolicyHa.Engine.Inference;

/// <summary>The facts that a rule sees.</summary>
public sealed class FactView
{
    readonly FactStack[] gathered = new FactStack[FactKind.CountMax];
    HostCell? host;
    FactStack wide;

    /// <summary>The turn's time, UTC.</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>
    /// All facts of a kind. In a rule of scope host, those about its host, and those of segment and fleet; in a wider rule those
    /// of every host, in the order of the hosts.
    /// </summary>
    public FactList<T> Of<T>(FactKind<T> kind)
        where T : Fact =>
        host is null ? gathered[kind.Index].Of<T>(kind)
        : kind.Scope == FactScope.Host ? host.Facts.Of<T>(kind)
        : wide.Of<T>(kind);

    internal void Show(HostCell cell, in FactStack wideFacts) => (host, wide) = (cell, wideFacts);

    internal void ShowAll(FactKinds kinds)
    {
        host = null;
        for (var bits = kinds.Bits; bits != 0; bits &= bits - 1)
            gathered[BitOperations.TrailingZeroCount(bits)].CutTo(0);
    }

    internal void Gather(in FactEntry entry) => gathered[entry.Fact.Kind.Index].Add(entry);
}
