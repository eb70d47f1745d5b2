using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Simulation.World;

/// <summary>A service that recoveries are handed over to. The same key is the same recovery, however often it is asked for.</summary>
public sealed class SimExternal(string name, SimWorld world) : IExternalRecovery
{
    /// <summary>So many answers are lost before one comes through.</summary>
    const int Mumbled = 3;

    readonly Dictionary<string, ExternalState> recoveries = [];
    readonly List<ExternalCall> atWork = [];
    int lost;

    public string Name => name;

    public ServiceManner Manner { get; set; }

    /// <summary>Recoveries that were begun.</summary>
    public int Begun => recoveries.Count;

    /// <summary>Recoveries of this host, or of this instance, that will end some time.</summary>
    public IEnumerable<ExternalCall> AtWorkOn(HostName host, string? instance) =>
        atWork.Where(c => instance is null ? c.Instance is null && c.Host == host : c.InstanceName == instance);

    public Task<ActionAnswer> StartAsync(ExternalCall call, CancellationToken ct)
    {
        if (world.IsCallerCutOff || Manner == ServiceManner.Refuses)
            return Task.FromResult<ActionAnswer>(new ActionAnswer.Refused("503: not now", true));
        if (recoveries.TryAdd(call.Key, ExternalState.UnderWay))
            Begin(call);
        return Task.FromResult<ActionAnswer>(Manner == ServiceManner.Mumbles && lost++ < Mumbled
            ? new ActionAnswer.Unclear("504: the gateway had no answer in time")
            : new ActionAnswer.Accepted(call.Key));
    }

    public Task<ExternalReport> ReadAsync(string reference, CancellationToken ct) => world.IsCallerCutOff
        ? throw new OutsideUnavailableException($"{name} does not answer")
        : Task.FromResult(new ExternalReport(recoveries.GetValueOrDefault(reference, ExternalState.Unknown), ""));

    void Begin(ExternalCall call)
    {
        world.Record("call", call.Host, call.InstanceName, call.Context);
        var end = Manner == ServiceManner.Fails ? ExternalState.Failed : ExternalState.Done;
        if (Manner == ServiceManner.Hangs)
            return;
        atWork.Add(call);
        world.After(world.Times.Evacuate, () =>
        {
            recoveries[call.Key] = end;
            atWork.Remove(call);
        });
    }
}
