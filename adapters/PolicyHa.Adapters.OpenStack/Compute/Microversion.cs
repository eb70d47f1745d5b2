using System.Globalization;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>A version of Nova's API, 2.<paramref name="Minor"/>.</summary>
readonly record struct Microversion(int Minor) : IComparable<Microversion>
{
    /// <summary>What we need at least (Rocky): below it an evacuation could be forced past the scheduler.</summary>
    public static readonly Microversion Floor = new(68);

    /// <summary>For all calls that need no other (Train).</summary>
    public static readonly Microversion Base = new(79);

    /// <summary>The last in which an evacuated instance comes up as it was; from 2.95 on it ends stopped.</summary>
    public static readonly Microversion RestoringPower = new(94);

    /// <summary>The first that shows the properties of a server's image (2025.1).</summary>
    public static readonly Microversion ImageProperties = new(98);

    public int CompareTo(Microversion other) => Minor.CompareTo(other.Minor);

    /// <summary>As in <c>2.79</c>; null for any other text.</summary>
    public static Microversion? Parse(string? text) =>
        text is not null && text.StartsWith("2.", StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new Microversion(minor)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"2.{Minor}");
}
