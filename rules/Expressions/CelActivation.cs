namespace PolicyHa.Rules.Expressions;

/// <summary>
/// The values of one environment's variables, and the scratch space of an evaluation. Reuse one per thread: it is not
/// safe to evaluate on two threads with the same activation. Programs themselves may be shared freely.
/// </summary>
public sealed class CelActivation
{
    CelValue[] slots;
    int budget;

    internal CelActivation(CelEnvironment environment)
    {
        Environment = environment;
        slots = new CelValue[environment.Variables.Count + 4];
    }

    public CelEnvironment Environment { get; }

    /// <summary>Sets a variable by name. <see cref="this[CelVariable]"/> spares the look-up.</summary>
    /// <exception cref="KeyNotFoundException">The environment does not declare the name.</exception>
    public CelActivation Set(string name, in CelValue value)
    {
        slots[Environment[name].Slot] = value;
        return this;
    }

    public CelValue this[CelVariable variable]
    {
        get => slots[variable.Slot];
        set => slots[variable.Slot] = value;
    }

    /// <summary>Whether the evaluation used up its steps; its answer is then an error, whatever was computed.</summary>
    internal bool IsExhausted => budget < 0;

    internal ref CelValue Slot(int slot) => ref slots[slot];

    internal void Begin(int slotsNeeded, int steps)
    {
        if (slots.Length < slotsNeeded)
            Array.Resize(ref slots, slotsNeeded);
        budget = steps;
    }

    /// <summary>Takes steps off the budget; false when there is none left.</summary>
    internal bool Charge(int steps)
    {
        if (budget >= 0)
            budget = steps > budget ? -1 : budget - steps;
        return budget >= 0;
    }
}
