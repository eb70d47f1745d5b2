namespace PolicyHa.Fuzz.Inputs;

/// <summary>All the chance there is. The same seed and number make the same input, on every machine.</summary>
sealed class Dice(int seed, int number)
{
    readonly Random random = new(unchecked((seed * 397) ^ (number * 486_187_739)));

    /// <summary>From 0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => random.Next(below);

    public bool OneIn(int chances) => random.Next(chances) == 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
