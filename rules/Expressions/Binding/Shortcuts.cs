namespace PolicyHa.Rules.Expressions;

/// <summary>
/// Ways to the result of a piece of an expression that make no <see cref="CelValue"/>: what is asked of every host again and again
/// is mostly a field compared with a word or a number. Any of them may answer null, "not so simple": then <see cref="Bound.Run"/>
/// says what it is, or what is wrong. Where they do answer, they say what it would say, for as many steps.
/// </summary>
/// <param name="Slot">The variable that it is, and nothing else.</param>
/// <param name="Test">A condition.</param>
/// <param name="Text">A string, or a word of a closed set.</param>
/// <param name="Number">An int, or the nanoseconds of a duration.</param>
/// <param name="Strings">A map of strings to strings that is shown through a view.</param>
readonly record struct Shortcuts(
    int? Slot = null,
    Func<CelActivation, bool?>? Test = null,
    Func<CelActivation, string?>? Text = null,
    Func<CelActivation, long?>? Number = null,
    Func<CelActivation, IReadOnlyDictionary<string, string>?>? Strings = null)
{
    public static Shortcuts OfLiteral(in CelValue value)
    {
        switch (value.Kind)
        {
            case CelValueKind.String:
                var text = value.Text;
                return new Shortcuts(Text: _ => text);
            case CelValueKind.Int:
                var number = value.Int;
                return new Shortcuts(Number: _ => number);
            case CelValueKind.Bool:
                var isTrue = value.IsTrue;
                return new Shortcuts(Test: _ => isTrue);
            default:
                return default;
        }
    }

    public static Shortcuts OfDuration(CelDuration duration) => new(Number: _ => duration.Nanoseconds);

    public static Shortcuts OfVariable(int slot, CelType type) => type.Kind switch
    {
        CelTypeKind.Int => new(slot, Number: frame => frame.Slot(slot) is { Kind: CelValueKind.Int } value ? value.Int : null),
        CelTypeKind.Duration => new(
            slot, Number: frame => frame.Slot(slot) is { Kind: CelValueKind.Duration } value ? value.Duration.Nanoseconds : null),
        CelTypeKind.Bool => new(slot, Test: frame => frame.Slot(slot) is { Kind: CelValueKind.Bool } value ? value.IsTrue : null),
        CelTypeKind.String or CelTypeKind.Enum =>
            new(slot, Text: frame => frame.Slot(slot) is { Kind: CelValueKind.String } value ? value.Text : null),
        _ => new(slot),
    };

    /// <summary>A field of a variable that is an object.</summary>
    public static Shortcuts OfField(int slot, CelObjectType type, CelField field) => new(
        Test: field.Test is { } test ? frame => frame.Slot(slot).As(type) is { } instance ? test(instance) : null : null,
        Text: field.Text is { } text ? frame => frame.Slot(slot).As(type) is { } instance ? text(instance) : null : null,
        Number: field.Number is { } number ? frame => frame.Slot(slot).As(type) is { } instance ? number(instance) : null : null,
        Strings: field.Strings is { } strings ? frame => frame.Slot(slot).As(type) is { } instance ? strings(instance) : null : null);

    public static Shortcuts OfPresence(int slot, CelObjectType type, CelField field)
    {
        var read = field.Read;
        return new(Test: field.Text is { } text
            ? frame => frame.Slot(slot).As(type) is { } instance ? text(instance) is not null : null
            : frame => frame.Slot(slot).As(type) is { } instance ? !read(instance).IsAbsent : null);
    }

    /// <summary>The entry of a map of strings.</summary>
    public Shortcuts Entry(Func<CelActivation, string?>? key) => Strings is { } strings && key is not null
        ? new(Text: frame => strings(frame) is { } entries && key(frame) is { } at ? entries.GetValueOrDefault(at) : null)
        : default;

    /// <summary>Whether a map of strings has an entry.</summary>
    public Shortcuts HasEntry(Func<CelActivation, string?>? key) => Strings is { } strings && key is not null
        ? new(Test: frame => strings(frame) is { } entries && key(frame) is { } at ? entries.ContainsKey(at) : null)
        : default;

    public Shortcuts Negated() => Test is { } test ? new(Test: frame => !test(frame)) : default;

    /// <summary>Whether both are the same, or are not.</summary>
    /// <param name="wanted">True for ==.</param>
    public Shortcuts Equality(in Shortcuts other, bool wanted)
    {
        if (Text is { } text && other.Text is { } otherText)
        {
            return new(Test: frame =>
            {
                if (text(frame) is not { } a || otherText(frame) is not { } b)
                    return null;
                frame.Charge((a.Length / 16) + (b.Length / 16));
                return string.Equals(a, b, StringComparison.Ordinal) == wanted;
            });
        }

        return Number is { } number && other.Number is { } otherNumber
            ? new(Test: frame => number(frame) is { } a && otherNumber(frame) is { } b ? a == b == wanted : null)
            : default;
    }

    /// <summary>How two numbers stand to each other.</summary>
    public Shortcuts Order(in Shortcuts other, TokenKind sign)
    {
        if (Number is not { } number || other.Number is not { } otherNumber)
            return default;
        return sign switch
        {
            TokenKind.Less => new(Test: frame => number(frame) is { } a && otherNumber(frame) is { } b ? a < b : null),
            TokenKind.LessOrEqual => new(Test: frame => number(frame) is { } a && otherNumber(frame) is { } b ? a <= b : null),
            TokenKind.Greater => new(Test: frame => number(frame) is { } a && otherNumber(frame) is { } b ? a > b : null),
            TokenKind.GreaterOrEqual => new(Test: frame => number(frame) is { } a && otherNumber(frame) is { } b ? a >= b : null),
            _ => default,
        };
    }

    /// <summary>Conditions joined by &amp;&amp; or ||: one that decides wins, though another one cannot be told.</summary>
    public static Shortcuts Joined(Bound[] terms, bool isAnd)
    {
        if (terms.All(t => t.Short.Test is null))
            return default;
        var tests = terms.Select(TestOf).ToArray();
        return new(Test: frame =>
        {
            bool? all = isAnd;
            foreach (var test in tests)
            {
                var holds = test(frame);
                if (holds == !isAnd)
                    return holds;
                if (holds is null)
                    all = null;
            }

            return all;
        });
    }

    static Func<CelActivation, bool?> TestOf(Bound term)
    {
        var run = term.Run;
        return term.Short.Test ?? (frame => run(frame) is { Kind: CelValueKind.Bool } value ? value.IsTrue : null);
    }
}
