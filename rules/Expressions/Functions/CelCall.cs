namespace PolicyHa.Rules.Expressions;

/// <summary>
/// What a function gets: at most four operands (the receiver first), and whom to blame and to charge.
/// </summary>
struct CelCall
{
    public const int OperandsMax = 4;

    public CelValue A, B, C, D;

    public required Node Site { get; init; }

    public required CelActivation Frame { get; init; }

    public required int Count { get; init; }

    public CelValue this[int index]
    {
        readonly get => index switch { 0 => A, 1 => B, 2 => C, _ => D };
        set
        {
            switch (index)
            {
                case 0: A = value; break;
                case 1: B = value; break;
                case 2: C = value; break;
                default: D = value; break;
            }
        }
    }

    public readonly CelValue Failed(string message) => Site.Failed(message);

    /// <summary>A text the expression built, unless it is longer than expressions may build.</summary>
    public readonly CelValue Text(string text) =>
        text.Length <= CelLimits.BuiltTextLength ? CelValue.Of(text) : TooLong(text.Length);

    public readonly CelValue TooLong(long length) =>
        Failed($"the text would have {length} characters, {CelLimits.BuiltTextLength} are allowed");

    public readonly IEnumerable<string> TypeNames()
    {
        var names = new string[Count];
        for (var i = 0; i < Count; i++)
            names[i] = this[i].TypeName;
        return names;
    }
}

delegate CelValue CelBody(in CelCall call);
