namespace PolicyHa.Rules.Expressions;

/// <summary>Declares the fields of an object type. A getter that gives null means the field is absent.</summary>
public sealed class CelObjectTypeBuilder<T>
    where T : class
{
    readonly List<CelField> fields = [];

    internal IEnumerable<CelField> Fields => fields;

    internal Dictionary<string, (string Why, string Hint)> UntoldFields { get; } = new(StringComparer.Ordinal);

    public CelObjectTypeBuilder<T> Bool(string name, Func<T, bool?> get) => Add(
        new CelField(name, CelType.Bool, x => get((T)x) is { } value ? CelValue.Of(value) : CelValue.Absent)
        {
            Test = x => get((T)x),
        });

    public CelObjectTypeBuilder<T> Int(string name, Func<T, long?> get) => Add(
        new CelField(name, CelType.Int, x => get((T)x) is { } value ? CelValue.Of(value) : CelValue.Absent)
        {
            Number = x => get((T)x),
        });

    public CelObjectTypeBuilder<T> Double(string name, Func<T, double?> get) =>
        Value(name, CelType.Double, x => get(x) is { } value ? CelValue.Of(value) : CelValue.Absent);

    public CelObjectTypeBuilder<T> String(string name, Func<T, string?> get) => AddText(name, CelType.String, get);

    /// <summary>A string of a closed set; what the getter gives is trusted to be of it.</summary>
    public CelObjectTypeBuilder<T> Enum(string name, IReadOnlyList<string> values, Func<T, string?> get) =>
        AddText(name, CelType.Enum(values), get);

    public CelObjectTypeBuilder<T> Duration(string name, Func<T, TimeSpan?> get) => Add(
        new CelField(
            name, CelType.Duration, x => get((T)x) is { } value ? CelValue.Of(CelDuration.From(value)) : CelValue.Absent)
        {
            Number = x => get((T)x) is { } value ? CelDuration.From(value).Nanoseconds : null,
        });

    /// <summary>
    /// A duration that grows with the clock. Expressions may only order it against a constant, so that a caller knows when the
    /// answer can change: see <see cref="CelProgram.AgeBounds"/>.
    /// </summary>
    public CelObjectTypeBuilder<T> Age(string name, Func<T, TimeSpan> get) => Add(
        new CelField(name, CelType.Duration, x => CelValue.Of(CelDuration.From(get((T)x))), isAge: true)
        {
            Number = x => CelDuration.From(get((T)x)).Nanoseconds,
        });

    public CelObjectTypeBuilder<T> Timestamp(string name, Func<T, DateTimeOffset?> get) =>
        Value(name, CelType.Timestamp,
            x => get(x) is { } value ? CelValue.Of(CelTimestamp.From(value)) : CelValue.Absent);

    /// <summary>Another declared object behind this one.</summary>
    public CelObjectTypeBuilder<T> Object<TOther>(string name, CelObjectType<TOther> type, Func<T, TOther?> get)
        where TOther : class => Value(name, type, x => type.Of(get(x)));

    /// <summary>A list of strings, with the most it ever holds; see <see cref="List"/>.</summary>
    public CelObjectTypeBuilder<T> Strings(string name, int maximum, Func<T, IReadOnlyList<string>?> get) =>
        List(name, CelType.String, maximum, get, static text => CelValue.Of(text));

    /// <summary>A list of declared objects, with the most it ever holds; see <see cref="List"/>.</summary>
    public CelObjectTypeBuilder<T> Objects<TItem>(
        string name, CelObjectType<TItem> type, int maximum, Func<T, IReadOnlyList<TItem>?> get)
        where TItem : class => List(name, type, maximum, get, type.Of);

    /// <summary>
    /// A list, seen through a view: nothing is copied, an element is converted when it is read. The cost of macros over
    /// it is estimated with the declared maximum of elements.
    /// </summary>
    public CelObjectTypeBuilder<T> List<TItem>(
        string name, CelType element, int maximum, Func<T, IReadOnlyList<TItem>?> get, Func<TItem, CelValue> convert) =>
        Value(name, CelType.List(element, maximum),
            x => get(x) is { } items ? CelValue.Of(new CelListView<TItem>(items, convert)) : CelValue.Absent);

    /// <summary>A map of strings to strings, such as metadata, seen through a view.</summary>
    public CelObjectTypeBuilder<T> StringMap(string name, Func<T, IReadOnlyDictionary<string, string>?> get) => Add(
        new CelField(name, CelType.Map(CelType.String, CelType.String),
            x => get((T)x) is { } entries ? CelValue.Of(new CelStringMapView(entries)) : CelValue.Absent)
        {
            Strings = x => get((T)x),
        });

    /// <summary>A field that people look for and that cannot be had: who asks is told why, and what to ask for.</summary>
    public CelObjectTypeBuilder<T> Untold(string name, string why, string hint)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        UntoldFields.Add(name, (why, hint));
        return this;
    }

    /// <summary>Any field; the getter answers <see cref="CelValue.Absent"/> for "not there".</summary>
    public CelObjectTypeBuilder<T> Value(string name, CelType type, Func<T, CelValue> get)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(get);
        return Add(new CelField(name, type, x => get((T)x))
        {
            Text = type.Kind is CelTypeKind.String or CelTypeKind.Enum
                ? x => get((T)x) is { Kind: CelValueKind.String } value ? value.Text : null
                : null,
        });
    }

    CelObjectTypeBuilder<T> AddText(string name, CelType type, Func<T, string?> get) => Add(
        new CelField(name, type, x => get((T)x) is { } value ? CelValue.Of(value) : CelValue.Absent)
        {
            Text = x => get((T)x),
        });

    CelObjectTypeBuilder<T> Add(CelField field)
    {
        fields.Add(field);
        return this;
    }
}
