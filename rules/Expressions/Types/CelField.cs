namespace PolicyHa.Rules.Expressions;

/// <summary>A declared field of an object and how to read it.</summary>
public sealed class CelField
{
    internal CelField(string name, CelType type, Func<object, CelValue> read) =>
        (Name, Type, Read) = (name, type, read);

    public string Name { get; }

    public CelType Type { get; }

    /// <summary>Reads it from an instance; <see cref="CelValue.Absent"/> when it has no value there.</summary>
    internal Func<object, CelValue> Read { get; }
}
