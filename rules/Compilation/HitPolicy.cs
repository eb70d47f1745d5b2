namespace PolicyHa.Rules.Compilation;

/// <summary>How many rows may match one state, and which of them decides.</summary>
enum HitPolicy
{
    /// <summary>One; two are an error.</summary>
    Unique,

    /// <summary>The first in file order decides.</summary>
    First,

    /// <summary>Several, if they all ask for the same.</summary>
    Any,

    /// <summary>Several; the one with the highest number in the output <c>priority</c> decides.</summary>
    Priority,

    /// <summary>Several; what they ask for is joined.</summary>
    Collect,
}
