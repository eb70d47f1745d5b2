using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PolicyHa.Adapters.OpenStack.Capacity;
using PolicyHa.Adapters.OpenStack.Compute;
using PolicyHa.Adapters.OpenStack.HostServices;
using PolicyHa.Adapters.OpenStack.Http;
using PolicyHa.Adapters.OpenStack.Identity;
using PolicyHa.Adapters.OpenStack.Segments;
using PolicyHa.Adapters.OpenStack.Workflows;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.OpenStack;

/// <summary>Puts the cloud behind the engine's ports.</summary>
public static class OpenStackServices
{
    /// <summary>
    /// Registers <see cref="IComputeControl"/>, <see cref="ITopologyReader"/> and <see cref="IServiceRestart"/>.
    /// Whether a host can be fenced is asked of <see cref="IFencing"/>, where one is registered.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The options do not hold; see <see cref="OpenStackOptions.Validate"/>.
    /// </exception>
    public static IServiceCollection AddOpenStack(this IServiceCollection services, OpenStackOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(
                string.Join("; ", problems.Select(p => $"{p.Path} {p.Message}")), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        AddHttp(services, options);

        services.AddSingleton<KeystoneClient>();
        services.AddSingleton<TokenSource>();
        services.AddSingleton<ComputeEndpoint>();
        services.AddSingleton<NovaClient>();
        services.AddSingleton<NovaPages>();
        services.AddSingleton<SegmentReader>();
        services.AddSingleton(new HostNames(options.HostDomains, options.HostAliases.Select(a => KeyValuePair.Create(a.Key, (IReadOnlyList<string>)a.Value))));
        services.AddSingleton<NovaReads>();
        services.AddSingleton<InstancePicture>();
        services.AddSingleton<MoveRecords>();
        services.AddSingleton<PlacementClient>();
        services.AddSingleton<PlacementRooms>();
        services.AddSingleton<IComputeControl, NovaCompute>();
        AddServiceRestart(services, options.ServiceRestart);
        services.AddSingleton<ITopologyReader>(provider => new NovaTopology(
            provider.GetRequiredService<NovaReads>(),
            provider.GetRequiredService<InstancePicture>(),
            provider.GetRequiredService<SegmentReader>(),
            provider.GetRequiredService<PlacementRooms>(),
            provider.GetService<IFencing>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Registers an <see cref="IExternalRecovery"/> for each workflow. Needs <see cref="AddOpenStack"/>.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, IReadOnlyList<MistralOptions> workflows)
    {
        foreach (var workflow in workflows)
        {
            services.AddSingleton<IExternalRecovery>(provider => new MistralRecovery(
                provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TokenSource>(),
                provider.GetRequiredService<OpenStackOptions>(), workflow));
        }

        return services;
    }

    static void AddServiceRestart(IServiceCollection services, ServiceRestartOptions options)
    {
        if (options.Ssh is { } ssh)
            services.AddSingleton<IServiceRestart>(provider => new SshServiceRestart(ssh, provider.GetRequiredService<TimeProvider>()));
        else
            services.AddSingleton<IServiceRestart, AgentServiceRestart>();
    }

    static void AddHttp(IServiceCollection services, OpenStackOptions options)
    {
        var (calls, reads, rate) = (new SemaphoreSlim(options.CallsAtOnceMax), new SemaphoreSlim(options.ReadsAtOnceMax), CallRate.Of(options.CallsPerSecondMax));
        AddClient(services, KeystoneClient.HttpName, options)
            .AddHttpMessageHandler(provider => LogIn(Pipelines(provider, KeystoneClient.HttpName)));
        AddClient(services, NovaClient.HttpName, options)
            .AddHttpMessageHandler(_ => new CallLimitHandler(calls, reads, rate))
            .AddHttpMessageHandler(provider => ReadOrAct(Pipelines(provider, NovaClient.HttpName)))
            .AddHttpMessageHandler(provider => new TokenHandler(provider.GetRequiredService<TokenSource>()));
        AddClient(services, PlacementClient.HttpName, options)
            .AddHttpMessageHandler(provider => ReadOrAct(Pipelines(provider, PlacementClient.HttpName)))
            .AddHttpMessageHandler(provider => new TokenHandler(provider.GetRequiredService<TokenSource>()));
        AddClient(services, MistralRecovery.HttpName, options)
            .AddHttpMessageHandler(provider => ReadOrAct(Pipelines(provider, MistralRecovery.HttpName)))
            .AddHttpMessageHandler(provider => new TokenHandler(provider.GetRequiredService<TokenSource>()));
        AddClient(services, AgentServiceRestart.HttpName, options)
            .ConfigureHttpClient(client => client.Timeout = options.ServiceRestart.Timeout);

        foreach (var name in (string[])[KeystoneClient.HttpName, NovaClient.HttpName, PlacementClient.HttpName, MistralRecovery.HttpName])
        {
            services.AddKeyedSingleton(name, (provider, _) => new ServicePipelines(
                name,
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ServicePipelines>>()));
        }
    }

    /// <summary>
    /// Without the factory's own loggers, which print headers at the level Trace, and without its timeouts: ours rule.
    /// </summary>
    static IHttpClientBuilder AddClient(IServiceCollection services, string name, OpenStackOptions options) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Trust.NewHandler(options.CaCert))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    /// <summary>Logging in twice does no harm.</summary>
    static ResilienceHandler LogIn(ServicePipelines pipelines) => new(_ => pipelines.Repeating);

    static ResilienceHandler ReadOrAct(ServicePipelines pipelines) =>
        new(method => method == HttpMethod.Get ? pipelines.Repeating : pipelines.Once);

    static ServicePipelines Pipelines(IServiceProvider provider, string name) =>
        provider.GetRequiredKeyedService<ServicePipelines>(name);
}
