using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PolicyHa.Adapters.Alerts.External;
using PolicyHa.Adapters.Fencing;
using PolicyHa.Adapters.OpenStack;
using PolicyHa.Api.Answers;
using PolicyHa.Api.Configuration;
using PolicyHa.Api.Contracts;
using PolicyHa.Api.Endpoints;
using PolicyHa.Api.Metering;
using PolicyHa.Api.Operating;
using PolicyHa.Api.Security;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts the whole service together.</summary>
static class ServiceHost
{
    /// <summary>
    /// The service, not yet started. Its store is opened here, so that what stands against it is told at once.
    /// </summary>
    /// <param name="files">As read from the source.</param>
    /// <exception cref="NoPolicyException">Neither the files nor the store have a policy that compiles.</exception>
    /// <exception cref="Adapters.Storage.StoreOpenException">
    /// The store cannot be opened; the message says why.
    /// </exception>
    public static WebApplication Build(ServiceOptions options, PolicySource source, PolicyLoad files)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls([.. options.Api.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options.Limits));
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = options.Limits.StopGrace + TimeSpan.FromSeconds(5));
        AddLogging(builder.Logging);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options.Limits);
        builder.Services.AddOpenStack(options.Openstack).AddFencing(options.Fencing);
        builder.Services.AddWorkflows(options.External.Mistral).AddExternalWebhooks(options.External.Webhook, options.External.CallbackUrl);
        builder.Services.AddStorage(options.Storage, options.Alerts.SinkNames);
        builder.Services.AddSingleton(new CallableServices(options.External.Names()));
        builder.Services.AddPolicy(source, files, options.Policy);
        builder.Services.AddEngine(options.Limits, options.Observers);
        AddWork(builder.Services, options);
        AddApi(builder.Services, options);

        var app = builder.Build();
        app.Services.GetRequiredService<Adapters.Storage.IStorage>();
        app.Services.GetRequiredService<ClusterState>().OwnHost = new HostName(options.Fencing.OwnHost);
        app.Services.GetRequiredService<ServiceMeters>()
            .Observe(app.Services.GetRequiredService<PolicyDesk>(), app.Services.GetRequiredService<PlanExecutor>(), app.Services.GetRequiredService<EvacuationPace>());
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseMiddleware<KeyGate>();
        app.MapService();
        return app;
    }

    /// <summary>Workers stop in the reverse order: first nothing comes in any more, then the engine ends.</summary>
    static void AddWork(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<ServiceState>().AddHostedService<EngineWorker>();
        services.AddHostedService<PolicyWatcher>();
        services.AddSingleton(options.Fencing.Checks).AddHostedService<FenceCheckWorker>();
        services.AddAlertDelivery(options.Alerts);
        services.AddKafka(options.Kafka);
        if (options.Kdump is { } kdump)
            services.AddSingleton(kdump).AddSingleton<KdumpListener>().AddHostedService(p => p.GetRequiredService<KdumpListener>());
        services.AddSingleton<HistoryFeed>().AddSingleton<IStoreWatcher>(p => p.GetRequiredService<HistoryFeed>());
        services.AddSingleton<ServiceMeters>().AddSingleton<IStoreWatcher>(p => p.GetRequiredService<ServiceMeters>());
        services.AddSingleton<OutboxDepth>();
    }

    static void AddApi(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(new ApiKeys(options.Auth));
        services.AddSingleton<OperatorDesk>().AddSingleton<InstanceDesk>().AddSingleton<HostAnswers>().AddSingleton<HistoryAnswers>()
            .AddSingleton<Readiness>();
        services.AddSingleton<FenceDesk>();
        services.AddSingleton<SimulationDesk>();
        services.AddProblemDetails().AddExceptionHandler<ProblemHandler>();
        services.AddOpenApi();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new UtcTimeConverter());
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
    }

    static void Limit(KestrelServerOptions kestrel, LimitOptions limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.RequestBytesMax;
    }

    static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    }
}
