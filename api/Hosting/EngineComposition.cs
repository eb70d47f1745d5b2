using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyHa.Api.Configuration;
using PolicyHa.Engine;
using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Execution.Runners;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts the engine together.</summary>
static class EngineComposition
{
    /// <summary>Needs the ports to be registered, and a <see cref="PolicyHolder"/>.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, LimitOptions limits, ObserverOptions observers)
    {
        services.AddSingleton(limits.ForExecution()).AddSingleton(limits.ForDecisions())
            .AddSingleton(limits.ForDriver() with { NovaObserves = observers.Nova });

        services.AddSingleton(
            provider => new SignalBoard(provider.GetRequiredService<PolicyHolder>().Current.Observers));
        services.AddSingleton<ClusterState>();
        services.AddSingleton<IntakeCounters>();
        services.TryAddSingleton(HostNames.OfNova);
        services.AddSingleton<Intake>();

        services.AddSingleton(provider => new Leases(
            provider.GetRequiredService<ILeaseStore>(), Owner(), PolicyCompiler.NewestLanguage, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SegmentGate>();
        services.AddSingleton<InferenceMemory>();
        services.AddSingleton<RecoveryLoop>();

        services.AddSingleton<CloudCheck>();
        services.AddSingleton<IStepRunner>(provider => ActivatorUtilities.CreateInstance<FenceRunner>(
            provider, (Func<RecoveryPlan, string?>)provider.GetRequiredService<ActGuard>().WhyNoLongerAsked));
        services.AddSingleton<IStepRunner, ForceDownRunner>();
        services.AddSingleton<IStepRunner, SwitchOnRunner>();
        services.AddSingleton<IStepRunner, SurveyRunner>();
        services.AddSingleton<PowerCheck>().AddSingleton<ProofCheck>();
        services.AddSingleton<IStepRunner, EvacuateRunner>();
        services.AddSingleton<IStepRunner, LiveMigrateRunner>();
        services.AddSingleton<IStepRunner, MigrateRunner>();
        services.AddSingleton<IStepRunner, StopRunner>();
        services.AddSingleton<IStepRunner, StartRunner>();
        services.AddSingleton<IExternalServices, ExternalServices>().AddSingleton<IStepRunner, CallRunner>();
        services.AddSingleton<IStepRunner, RestartServiceRunner>();
        services.AddSingleton<IStepRunner, RestartInstanceRunner>();
        services.AddSingleton<IStepRunner, RebootRunner>();
        services.AddSingleton<IStepRunner, NotifyRunner>();
        services.AddSingleton<IStepRunner, WaitRunner>();
        services.AddSingleton<IStepRunner, AskRunner>();
        services.AddSingleton<IStepRunner, VerifyRunner>();
        services.AddSingleton<DeadHostSteps>();
        services.AddSingleton<TargetChooser>();
        services.AddSingleton<IStepRunner, CheckReturnRunner>();
        services.AddSingleton<IStepRunner, ClearForcedDownRunner>();
        services.AddSingleton<IStepRunner, EnableRunner>();
        services.AddSingleton<IStepRunner, DisableRunner>();
        services.AddSingleton<ReservedAggregates>();
        services.AddSingleton<IStepRunner, ReserveHostRunner>();
        services.AddSingleton<IStepRunner, ReleaseHostRunner>();
        services.AddSingleton<StepRunners>();
        services.AddSingleton<ActGuard>();
        services.AddSingleton<EvacuationPace>();
        services.AddSingleton<PlanExecutor>();

        services.AddSingleton<FleetKeeper>();
        services.AddSingleton<ServiceWatch>();
        services.AddSingleton<FenceInspector>().AddSingleton<FenceTrial>();
        services.AddSingleton<SwitchKeeper>();
        services.AddSingleton<WordKeeper>();
        services.AddSingleton<EngineStart>();
        return services.AddSingleton<EngineDriver>();
    }

    /// <summary>Differs by process: after a restart the same machine is another owner, with a higher epoch.</summary>
    static string Owner() => $"{Environment.MachineName}/{Environment.ProcessId}/{Environment.TickCount64}";
}
