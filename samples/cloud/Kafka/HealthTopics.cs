namespace PolicyHa.Samples.Cloud.Kafka;

/// <summary>The topics the broker starts with.</summary>
public static class HealthTopics
{
    /// <summary>Health events; key = host.</summary>
    public const string Health = "ha.health.v1";

    /// <summary>What could not be read.</summary>
    public const string Quarantine = "ha.health.quarantine.v1";

    /// <summary>Decisions going out.</summary>
    public const string Decisions = "ha.decisions.v1";

    /// <summary>Partitions of <see cref="Health"/>; the others have one.</summary>
    public const int HealthPartitions = 12;
}
