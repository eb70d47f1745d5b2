namespace PolicyHa.Simulation.Checks;

/// <summary>
/// Something that must never be so, whatever happens. It looks at the world and at the store, and shares no code with the
/// engine's own checks: an engine that is wrong about itself is still found out. One object for one simulation.
/// </summary>
interface ILaw
{
    /// <summary>The invariant's number, or a word for what has none.</summary>
    string Id { get; }

    /// <summary>One sentence, without the id: what breaks it now; null while it holds.</summary>
    string? Broken(LawScene scene);
}
