namespace PolicyHa.Simulation.Scenarios;

/// <summary>One line of <c>expect:</c>. <paramref name="At"/> is its place in the file, <paramref name="Text"/> the line as written.</summary>
public abstract record Expectation(string At, string Text)
{
    /// <summary>The service does this.</summary>
    /// <param name="After">Another act that must come before, such as <c>fence h3</c>.</param>
    /// <param name="To">Where the instance ends up.</param>
    public sealed record Act(
        string At, string Text, string Kind, string? Host, string? Instance, (TimeSpan From, TimeSpan To)? Between,
        string? After, IReadOnlyList<string>? To) : Expectation(At, Text);

    /// <summary>The service never does this.</summary>
    public sealed record Never(string At, string Text, string Kind, string? Host, string? Instance) : Expectation(At, Text);

    /// <summary>The service holds, for this reason.</summary>
    public sealed record Hold(string At, string Text, string Host, string Because) : Expectation(At, Text);

    /// <summary>The operators are told.</summary>
    public sealed record Alert(string At, string Text, string Severity, string About) : Expectation(At, Text);

    /// <summary>How often the service does this.</summary>
    public sealed record Count(string At, string Text, string Kind, int Is) : Expectation(At, Text);

    /// <summary>How many incidents there are in the end.</summary>
    /// <param name="State">Counted are those in this state; null: all.</param>
    public sealed record Incidents(string At, string Text, int Number, string? State) : Expectation(At, Text);

    /// <summary>An event is put aside, for this reason.</summary>
    public sealed record Refused(string At, string Text, string Reason) : Expectation(At, Text);

    /// <summary>Where an instance ends up.</summary>
    public sealed record End(string At, string Text, string Instance, string? Host, string? State) : Expectation(At, Text);
}
