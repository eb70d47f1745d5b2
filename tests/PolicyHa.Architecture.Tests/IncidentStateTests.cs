namespace PolicyHa.Architecture.Tests;

/// <summary>Illegal moves of incidents are refused in one place, so there must be no way around it.</summary>
public sealed class IncidentStateTests
{
    /// <summary>Where an incident begins.</summary>
    const string Opening = "State = IncidentState.Held,             // until the caller moves it";

    [Fact]
    public void Only_the_transitions_of_incidents_set_their_state()
    {
        var elsewhere = ProjectFiles.Sources("engine").Where(f => Path.GetFileName(f) != "IncidentTransitions.cs")
            .SelectMany(f => File.ReadLines(f).Where(l => l.Contains("State = IncidentState.", StringComparison.Ordinal)).Select(l => (File: f, Line: l.Trim())))
            .ToList();

        var (file, line) = Assert.Single(elsewhere);
        Assert.Equal(("TurnScribe.cs", Opening), (Path.GetFileName(file), line));
    }
}
