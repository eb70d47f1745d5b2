namespace PolicyHa.Rules.Problems;

/// <summary>Whether a rule file may be activated in spite of a problem.</summary>
public enum ProblemSeverity
{
    /// <summary>The file is taken; somebody should look.</summary>
    Warning,

    /// <summary>The file is refused, whole.</summary>
    Error,
}
