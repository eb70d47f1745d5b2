using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyHa.Adapters.Kafka.Intake;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Kafka;

/// <summary>Registers the intake from Kafka.</summary>
public static class KafkaServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="HealthEventConsumer"/>, whose <see cref="HealthEventConsumer.RunAsync"/> the host calls, and the
    /// quarantine.
    /// </summary>
    /// <exception cref="ArgumentException">The options have problems; it names all of them.</exception>
    public static IServiceCollection AddKafkaIntake(this IServiceCollection services, KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(
                string.Join("; ", problems.Select(p => $"kafka.{p.Path}: {p.Message}")), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<HealthEventConsumer>();
        services.AddSingleton<IEventSource>(provider => provider.GetRequiredService<HealthEventConsumer>());
        services.AddSingleton<IEventQuarantine, KafkaQuarantine>();
        return services;
    }
}
