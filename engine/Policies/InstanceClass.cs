namespace PolicyHa.Engine.Policies;

/// <summary>How dear an instance is. The field's words: a pet is nursed, cattle is replaced.</summary>
public enum InstanceClass
{
    /// <summary>Not protected: listed in the record and left alone.</summary>
    None,
    Cattle,
    Pet,
}
