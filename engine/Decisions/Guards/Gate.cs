namespace PolicyHa.Engine.Decisions.Guards;

/// <summary>A gate that acts must pass, as operators read about it.</summary>
/// <param name="Reason">What is held because of it is held with this reason.</param>
/// <param name="Fails">What it does when it cannot know.</param>
/// <param name="Holds">What it holds back, and when; half a sentence.</param>
/// <param name="Unknown">When it cannot know, and what follows; half a sentence.</param>
public sealed record Gate(HoldReason Reason, FailMode Fails, string Holds, string Unknown)
{
    /// <summary>All there are, in the order they are asked.</summary>
    public static IReadOnlyList<Gate> All { get; } = [.. AllGuards.InOrder.Select(g => g.Gate)];

    public string Name => Reason.Name();

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public string FailsWord => Fails == FailMode.Open ? "open" : "closed";
}
