namespace PolicyHa.Rules.Expressions;

/// <summary>What a <see cref="CelValue"/> holds.</summary>
public enum CelValueKind : byte
{
    /// <summary>Nothing: a variable not set, a field or key not there.</summary>
    Absent,
    Null,
    Bool,
    Int,
    Double,
    String,
    Duration,
    Timestamp,
    Address,
    Network,
    List,
    Map,
    Object,

    /// <summary>Evaluation failed; see <see cref="CelValue.Error"/>.</summary>
    Error,
}
