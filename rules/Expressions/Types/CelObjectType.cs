namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A declared object: its fields, and how each is read from a C# instance, by delegates and so without reflection. A
/// field whose getter gives null is absent: <c>has()</c> says false and reading it is an error.
/// </summary>
public abstract class CelObjectType : CelType
{
    readonly Dictionary<string, CelField> fields;

    readonly IReadOnlyDictionary<string, (string Why, string Hint)> untold;

    private protected CelObjectType(
        string name, IEnumerable<CelField> fields, IReadOnlyDictionary<string, (string Why, string Hint)> untold)
        : base(CelTypeKind.Object, name) =>
        (this.fields, this.untold) = (fields.ToDictionary(f => f.Name, StringComparer.Ordinal), untold);

    public IReadOnlyCollection<CelField> Fields => fields.Values;

    /// <summary>Declares an object type, field by field.</summary>
    /// <exception cref="ArgumentException">A field is declared twice.</exception>
    public static CelObjectType<T> Declare<T>(string name, Action<CelObjectTypeBuilder<T>> declare)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(declare);
        var builder = new CelObjectTypeBuilder<T>();
        declare(builder);
        return new CelObjectType<T>(name, builder.Fields, builder.UntoldFields);
    }

    public CelField? Find(string field) => fields.GetValueOrDefault(field);

    /// <summary>Why there is no such field, and what to ask for; nulls where it is merely unknown.</summary>
    internal (string? Why, string? Hint) WhyUntold(string field) =>
        untold.TryGetValue(field, out var known) ? known : default((string?, string?));

    internal override bool Accepts(CelType other) => other.IsOpen || ReferenceEquals(this, other);
}

/// <summary>A declared object whose instances are of type <typeparamref name="T"/>.</summary>
public sealed class CelObjectType<T> : CelObjectType
    where T : class
{
    internal CelObjectType(
        string name, IEnumerable<CelField> fields, IReadOnlyDictionary<string, (string Why, string Hint)> untold)
        : base(name, fields, untold)
    {
    }

    /// <summary>An instance as a value; null is <see cref="CelValue.Absent"/>. Allocates nothing.</summary>
    public CelValue Of(T? instance) => instance is null ? CelValue.Absent : CelValue.Of(instance, this);
}
