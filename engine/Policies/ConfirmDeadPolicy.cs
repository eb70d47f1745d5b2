namespace PolicyHa.Engine.Policies;

/// <summary>What the word of a person that a host is off is worth.</summary>
/// <param name="Persons">How many must say so, each in their own name. 1 or 2.</param>
/// <param name="Valid">How long a word counts after it was given; a sign of life ends it sooner. 1 minute to 1 hour.</param>
/// <param name="At">Where it is written.</param>
public sealed record ConfirmDeadPolicy(int Persons, TimeSpan Valid, RuleSource At)
{
    /// <summary>The file says nothing: one person, ten minutes. Long enough to type the command and for a fence to come to its turn.</summary>
    public static readonly ConfirmDeadPolicy Standard = new(1, TimeSpan.FromMinutes(10), RuleSource.BuiltIn);
}
