namespace PolicyHa.Rules.Expressions;

/// <summary>A declared field of an object and how to read it.</summary>
public sealed class CelField
{
    internal CelField(string name, CelType type, Func<object, CelValue> read, bool isAge = false) =>
        (Name, Type, Read, IsAge) = (name, type, read, isAge);

    public string Name { get; }

    public CelType Type { get; }

    /// <summary>A duration that grows by itself: it may only be compared with a constant.</summary>
    public bool IsAge { get; }

    /// <summary>Reads it from an instance; <see cref="CelValue.Absent"/> when it has no value there.</summary>
    internal Func<object, CelValue> Read { get; }

    // the same without making a value, each for its types; null answers where there is none

    internal Func<object, bool?>? Test { get; init; }

    internal Func<object, string?>? Text { get; init; }

    /// <summary>An int, or the nanoseconds of a duration.</summary>
    internal Func<object, long?>? Number { get; init; }

    internal Func<object, IReadOnlyDictionary<string, string>?>? Strings { get; init; }
}
