using PolicyHa.Rules.Documents;

namespace PolicyHa.Rules.Matching;

/// <summary>A count, sum, smallest or greatest that grows fact by fact.</summary>
struct NumberOf(MatchForm form)
{
    long number;
    bool isEmpty = true;

    /// <summary>Null: the smallest or greatest of nothing.</summary>
    public readonly long? Value => isEmpty && form is (MatchForm.Min or MatchForm.Max) ? null : number;

    /// <summary>False when the sum leaves 64 bits.</summary>
    public bool TryAdd(long value)
    {
        if (form == MatchForm.Min)
            number = isEmpty ? value : Math.Min(number, value);
        else if (form == MatchForm.Max)
            number = isEmpty ? value : Math.Max(number, value);
        else if (value > 0 ? number > long.MaxValue - value : number < long.MinValue - value)
            return false;
        else
            number += value;
        isEmpty = false;
        return true;
    }
}
