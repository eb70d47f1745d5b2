using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Inference;

/// <summary>Something the engine holds true in one turn: given by the snapshot, or derived by a rule.</summary>
/// <param name="Host">The host it is about; facts are indexed by it.</param>
public abstract record Fact(HostName Host)
{
    /// <summary>One line for traces, such as <c>HostFault(c7, dead)</c>. Equal text means equal fact.</summary>
    public abstract string Text { get; }

    public sealed override string ToString() => Text;
}
