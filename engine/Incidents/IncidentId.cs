using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// One trouble, from first fact to closed. Derived from what began it and when it opened: replay gives the same id, and a trouble that
/// comes back without a new event is another incident. One that comes back at the very moment it opened is another, too, by
/// <see cref="OtherThan"/>.
/// </summary>
public readonly record struct IncidentId(string Value)
{
    /// <summary>For example <c>inc-9f2c41d07a3b</c>.</summary>
    /// <param name="subject">Host name or instance id.</param>
    /// <param name="cause">The event that made the fault.</param>
    /// <param name="openedAt">By the snapshot it was decided on.</param>
    public static IncidentId From(string subject, EventId cause, DateTimeOffset openedAt) =>
        Hashed(string.Create(CultureInfo.InvariantCulture, $"{subject}\n{cause.Source}\n{cause.Id}\n{openedAt.UtcTicks}"));

    /// <summary>This id, or the first that follows from it which none of these has. The same taken ids give the same one.</summary>
    internal IncidentId OtherThan(IReadOnlyList<ClosedAtOnce> taken)
    {
        var id = this;
        while (taken.Any(t => t.Id == id))
            id = Hashed(id.Value);
        return id;
    }

    static IncidentId Hashed(string text) =>
        new($"inc-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6))}");

    public override string ToString() => Value;
}
