using PolicyHa.Adapters.Kafka;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts the Kafka intake together, where one is configured.</summary>
static class KafkaComposition
{
    /// <param name="options">Null: events come by HTTP only.</param>
    public static IServiceCollection AddKafka(this IServiceCollection services, KafkaOptions? options)
    {
        if (options is not null)
            services.AddKafkaIntake(options).AddHostedService<KafkaWorker>();
        services.AddSingleton(provider => new QuarantineQueue(
            provider.GetRequiredService<ILogger<QuarantineQueue>>(),
            options is null ? null : provider.GetRequiredKeyedService<IEventQuarantine>(QuarantineTopic)));
        services.AddKeyedSingleton<IEventQuarantine>(
            QuarantineTopic, (provider, _) => ActivatorUtilities.CreateInstance<KafkaQuarantine>(provider));
        services.AddSingleton<IEventQuarantine>(provider => provider.GetRequiredService<QuarantineQueue>());
        return services.AddHostedService(provider => provider.GetRequiredService<QuarantineQueue>());
    }

    const string QuarantineTopic = "topic";
}
