using PolicyHa.Adapters.Storage;
using PolicyHa.Api.Operating;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Running;
using PolicyHa.Rules.Compilation;

namespace PolicyHa.Api.Hosting;

/// <summary>Puts together what a policy goes through before, while and after it is in force.</summary>
static class PolicyComposition
{
    /// <summary>Needs the store.</summary>
    /// <param name="files">As read from the source; they may be bad when the store has a policy.</param>
    public static IServiceCollection AddPolicy(
        this IServiceCollection services, PolicySource source, PolicyLoad files, Configuration.PolicyOptions options)
    {
        services.AddSingleton(options).AddSingleton(source);

        // Once, before anything runs: every other part needs a policy to begin with.
        services.AddSingleton(provider => FirstPolicy.ReadAsync(
            provider.GetRequiredService<IStorage>(), source, files, provider.GetRequiredService<CallableServices>(),
            provider.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None).GetAwaiter().GetResult());
        services.AddSingleton(provider => Holding(provider.GetRequiredService<FirstPolicy>()));
        services.AddSingleton<IPolicyCompiler, StoredPolicyCompiler>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PolicyKeeper>(provider, options.Keep));
        services.AddSingleton<IPolicyRehearsal, EmbeddedTests>();
        services.AddSingleton<FleetVerdicts>().AddSingleton<PolicyReviewer>().AddSingleton<PolicyArchive>();
        services.AddSingleton<PolicyQuestions>();
        return services.AddSingleton<PolicyDesk>();
    }

    static PolicyHolder Holding(FirstPolicy first)
    {
        var holder = new PolicyHolder(first.Load.Policy!);
        foreach (var older in first.Older)
            holder.Remember(older);
        return holder;
    }
}
