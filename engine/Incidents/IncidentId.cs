using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyHa.Engine.Facts;

namespace PolicyHa.Engine.Incidents;

/// <summary>
/// One trouble, from first fact to closed. Derived from what began it and when it opened: replay gives the same id, and a trouble that
/// comes back without a new event is another incident.
/// </summary>
public readonly record struct IncidentId(string Value)
{
    /// <summary>For example <c>inc-9f2c41d07a3b</c>.</summary>
    /// <param name="subject">Host name or instance id.</param>
    /// <param name="cause">The event that made the fault.</param>
    /// <param name="openedAt">By the snapshot it was decided on.</param>
    public static IncidentId From(string subject, EventId cause, DateTimeOffset openedAt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{subject}\n{cause.Source}\n{cause.Id}\n{openedAt.UtcTicks}")));
        return new IncidentId($"inc-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}");
    }

    public override string ToString() => Value;
}
