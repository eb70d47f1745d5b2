using PolicyHa.Adapters.Kafka.Intake;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;

namespace PolicyHa.Api.Hosting;

/// <summary>
/// Reads events from Kafka, once a first fleet is known: before that every host is unknown, and its events would be
/// put aside.
/// </summary>
sealed class KafkaWorker(HealthEventConsumer consumer, Intake intake, ClusterState state, TimeProvider clock)
    : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (state.Fleet.HostCount == 0)
            await Task.Delay(Look, clock, stoppingToken);
        await consumer.RunAsync(intake.TakeAsync, stoppingToken);
    }
}
