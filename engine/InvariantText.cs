using System.Runtime.CompilerServices;

namespace PolicyHa.Engine;

/// <summary>The sentence of an invariant, put together only when the invariant is broken.</summary>
[InterpolatedStringHandler]
public ref struct InvariantText
{
    DefaultInterpolatedStringHandler text;

    /// <param name="holds">What the sentence is about.</param>
    /// <param name="isNeeded">False when nobody will read it.</param>
    public InvariantText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        text = isNeeded ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public string ToStringAndClear() => text.ToStringAndClear();
}
