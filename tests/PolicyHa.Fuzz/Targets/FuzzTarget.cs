using PolicyHa.Fuzz.Inputs;

namespace PolicyHa.Fuzz.Targets;

/// <summary>Something that reads what people write, and what it promises whatever they wrote.</summary>
abstract class FuzzTarget
{
    public abstract string Name { get; }

    /// <summary>How many of a hundred inputs are for it.</summary>
    public abstract int Share { get; }

    public abstract string Make(Dice dice);

    /// <summary>Returns when every promise was kept.</summary>
    /// <exception cref="BrokenPromiseException">One was not. Any other exception is one that should not be.</exception>
    public abstract void Try(string input);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ExpressionTarget(), new PolicyTarget(), new FormatterTarget(), new ImporterTarget(), new ScenarioTarget(),
    ];

    protected static void Promise(bool isKept, string otherwise)
    {
        if (!isKept)
            throw new BrokenPromiseException(otherwise);
    }
}
