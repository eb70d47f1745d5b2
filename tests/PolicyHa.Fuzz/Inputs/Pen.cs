namespace PolicyHa.Fuzz.Inputs;

/// <summary>
/// Who writes: a careful hand keeps to what is right, so that the file gets past the reader; the other slips now and then.
/// </summary>
sealed class Pen(Dice dice, bool isCareful)
{
    /// <summary>So often a hand that is not careful slips.</summary>
    const int SlipsOneIn = 12;

    public Dice Dice => dice;

    public bool IsCareful => isCareful;

    /// <summary>One of what is right, or, by a slip, one of what is wrong.</summary>
    public string Of(IReadOnlyList<string> right, IReadOnlyList<string> wrong) => dice.Of(Slips() ? wrong : right);

    public bool Slips() => !isCareful && dice.OneIn(SlipsOneIn);
}
