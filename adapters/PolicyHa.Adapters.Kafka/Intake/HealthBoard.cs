namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>Holds the current health; written by the poll loop, read by anybody.</summary>
internal sealed class HealthBoard
{
    volatile KafkaHealth now = KafkaHealth.Unstarted;

    public KafkaHealth Now => now;

    /// <summary>Only the poll loop's thread may call this.</summary>
    public void Change(Func<KafkaHealth, KafkaHealth> change) => now = change(now);
}
