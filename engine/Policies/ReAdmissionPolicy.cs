namespace PolicyHa.Engine.Policies;

/// <summary>How a fenced host comes back into service.</summary>
/// <param name="Healthy">All its signals must have been up so long. 10 seconds to 1 day.</param>
/// <param name="FailBack">What was evacuated from it is live-migrated home.</param>
/// <param name="At">Where it is written.</param>
public sealed record ReAdmissionPolicy(ReAdmissionMode Mode, TimeSpan Healthy, bool FailBack, RuleSource At)
{
    /// <summary>The file says nothing: a person decides, after five minutes without trouble, and nothing is moved.</summary>
    public static readonly ReAdmissionPolicy Standard = new(ReAdmissionMode.Manual, TimeSpan.FromMinutes(5), false, RuleSource.BuiltIn);
}
