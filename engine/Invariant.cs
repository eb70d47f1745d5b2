using System.Runtime.CompilerServices;

namespace PolicyHa.Engine;

/// <summary>Checks that stay on in production. A broken one means we are wrong: stop this plan, wake a person.</summary>
public static class Invariant
{
    /// <exception cref="InvariantBrokenException">When <paramref name="condition"/> is false.</exception>
    public static void Holds(bool condition, string law)
    {
        if (!condition)
            throw new InvariantBrokenException(law);
    }

    /// <inheritdoc cref="Holds(bool, string)"/>
    public static void Holds(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref InvariantText law)
    {
        if (!condition)
            throw new InvariantBrokenException(law.ToStringAndClear());
    }
}
