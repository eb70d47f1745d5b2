namespace PolicyHa.Rules.Expressions;

/// <summary>A checked expression, ready to run. Immutable and safe to share between threads.</summary>
public sealed class CelProgram
{
    readonly CelEnvironment environment;
    readonly Evaluator run;
    readonly Func<CelActivation, bool?>? test;
    readonly Func<CelActivation, string?>? word;
    readonly int slots;
    readonly CelType expected;

    internal CelProgram(string text, CelEnvironment environment, Bound root, Binder binder, CelType expected)
    {
        Text = text;
        this.environment = environment;
        this.expected = expected;
        run = root.Run;
        (test, word) = (root.Short.Test, root.Short.Text);
        slots = binder.SlotsNeeded;
        ResultType = root.Type.WithoutFree();
        WorstCost = root.Estimate;
        DurationLiterals = [.. binder.DurationLiterals];
        FieldsUsed = [.. binder.FieldsUsed];
        AgeBounds = [.. binder.AgeBounds];
        IsAge = root.IsAge;
        Syntax = root.Syntax;
        Conjuncts = CelConjunct.Of(text, root, binder.RootTerms);
    }

    public string Text { get; }

    /// <summary>The type the checker found. <see cref="CelType.Dyn"/> when it cannot know.</summary>
    public CelType ResultType { get; }

    /// <summary>
    /// Every <c>duration("...")</c> constant, in the order of the text. The caller needs them for its timers.
    /// </summary>
    public IReadOnlyList<CelDuration> DurationLiterals { get; }

    /// <summary>
    /// Paths of the variables and declared fields read, sorted and distinct: <c>host.power</c>,
    /// <c>segment.hosts[].power</c> for an element of a list in a macro. What is behind a map key counts as the map.
    /// </summary>
    public IReadOnlyList<string> FieldsUsed { get; }

    /// <summary>What ages are compared with: when an age passes one of them the answer may change.</summary>
    internal IReadOnlyList<CelAgeBound> AgeBounds { get; }

    /// <summary>The result is an age.</summary>
    internal bool IsAge { get; }

    internal Node Syntax { get; }

    /// <summary>The parts that &amp;&amp; joins, in order; the whole, where it joins none.</summary>
    internal IReadOnlyList<CelConjunct> Conjuncts { get; }

    /// <summary>
    /// Steps in the worst case the declared sizes allow; at most <see cref="CelLimits.Cost"/> when checked.
    /// </summary>
    public long WorstCost { get; }

    /// <summary>Whether the answer is the same whatever the variables hold.</summary>
    public bool IsConstant => FieldsUsed.Count == 0;

    /// <summary>
    /// Runs the program. Never throws for what an expression or a value does: an error is a value too, see
    /// <see cref="CelValue.IsError"/>. (What a getter of the schema throws passes through: that is broken code.)
    /// </summary>
    /// <exception cref="ArgumentException">The activation belongs to another environment.</exception>
    public CelValue Evaluate(CelActivation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!ReferenceEquals(activation.Environment, environment))
            throw new ArgumentException("The activation belongs to another environment.", nameof(activation));
        return EvaluateWithin(activation);
    }

    /// <summary>
    /// Runs the program in an activation of its environment, or of one that was made of it by adding variables which are not
    /// set yet.
    /// </summary>
    internal CelValue EvaluateWithin(CelActivation activation)
    {
        activation.Begin(slots, CelLimits.Cost);
        if (test is not null)
        {
            if (test(activation) is { } holds && !activation.IsExhausted)
                return CelValue.Of(holds);
            activation.Begin(slots, CelLimits.Cost);
        }
        else if (word is not null)
        {
            if (word(activation) is { } text && !activation.IsExhausted && CelValue.Of(text) is var said && expected.Admits(said))
                return said;
            activation.Begin(slots, CelLimits.Cost);
        }

        var value = run(activation);
        if (activation.IsExhausted)
            return Failed($"the expression took more than {CelLimits.Cost} steps");
        if (!value.IsError && !expected.Admits(value))
            return Failed($"the result is {value.TypeName}, wanted {expected}");
        return value;
    }

    CelValue Failed(string message) => CelValue.Failed(new CelError(message, 0, Text.Length));
}
