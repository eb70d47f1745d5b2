namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A map. Keys are int, bool or string; reading a missing key is an error, so ask <c>has()</c> or <c>in</c>.
/// </summary>
public sealed class CelMapType : CelType
{
    internal CelMapType(CelType key, CelType value, int maximum)
        : base(CelTypeKind.Map, $"map({key}, {value})") => (Key, Value, Maximum) = (key, value, maximum);

    public CelType Key { get; }

    public CelType Value { get; }

    public int Maximum { get; }

    internal override bool Accepts(CelType other) =>
        other.IsOpen || (other is CelMapType map && Key.Accepts(map.Key) && Value.Accepts(map.Value));

    internal override CelType WithoutFree() => Map(Key.WithoutFree(), Value.WithoutFree(), Maximum);
}
