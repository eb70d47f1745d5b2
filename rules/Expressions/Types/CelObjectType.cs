namespace PolicyHa.Rules.Expressions;

/// <summary>
/// A declared object: its fields, and how each is read from a C# instance, by delegates and so without reflection. A
/// field whose getter gives null is absent: <c>has()</c> says false and reading it is an error.
/// </summary>
public abstract class CelObjectType : CelType
{
    readonly Dictionary<string, CelField> fields;

    private protected CelObjectType(string name, IEnumerable<CelField> fields)
        : base(CelTypeKind.Object, name) =>
        this.fields = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

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
        return new CelObjectType<T>(name, builder.Fields);
    }

    public CelField? Find(string field) => fields.GetValueOrDefault(field);

    internal override bool Accepts(CelType other) => other.IsOpen || ReferenceEquals(this, other);
}

/// <summary>A declared object whose instances are of type <typeparamref name="T"/>.</summary>
public sealed class CelObjectType<T> : CelObjectType
    where T : class
{
    internal CelObjectType(string name, IEnumerable<CelField> fields)
        : base(name, fields)
    {
    }

    /// <summary>An instance as a value; null is <see cref="CelValue.Absent"/>. Allocates nothing.</summary>
    public CelValue Of(T? instance) => instance is null ? CelValue.Absent : CelValue.Of(instance, this);
}
