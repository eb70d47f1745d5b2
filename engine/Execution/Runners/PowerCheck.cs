using System.Collections.Concurrent;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Engine.Execution.Runners;

/// <summary>
/// Asks the devices that proved a host off once more, while its instances are still being evacuated: somebody may have switched it on meanwhile, and what runs on
/// it then nobody sees before it has booted. A device that says on is told like a sign of life, and so revokes the proof. One that does not answer says nothing.
/// </summary>
public sealed class PowerCheck(IFencing fencing, Intake intake, TimeProvider clock)
{
    /// <summary>What was read no longer ago still holds. 10 s: no host boots, and starts its guests, within that.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(10);

    /// <summary>A device that does not answer is not asked again so soon. 1 min.</summary>
    public static readonly TimeSpan UnansweredHolds = TimeSpan.FromMinutes(1);

    /// <summary>Evacuations do not wait longer for a device. 3 s.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<HostName, Look> looks = new();

    /// <summary>Which device says that the host is on; null: none does, as far as is known, or the proof is of another kind.</summary>
    public async Task<string?> WhoSaysOnAsync(ProofOfDeath proof, DateTimeOffset now, CancellationToken ct)
    {
        var age = now - proof.ProvenAt;
        if (age >= TimeSpan.Zero && age <= Holds)
            return null;
        if (ProvenLevel.Of(proof, fencing.TopologyOf(proof.Host)) is not { } level)
            return null;
        var look = looks.AddOrUpdate(proof.Host, _ => Begin(proof, level), (_, known) => StillHolds(known, proof) ? known : Begin(proof, level));
        if (!look.Reading.IsCompleted)
        {
            var patience = Patience - clock.GetElapsedTime(look.At);
            if (patience <= TimeSpan.Zero || await Task.WhenAny(look.Reading, Task.Delay(patience, clock, ct)) != look.Reading)
                return null;
        }

        if (await look.Reading is not { } on)
            return null;
        await intake.SawPowerOnAsync(proof.Host, on.Device, ct);
        return $"{on.Device} says on: {on.Detail}";
    }

    /// <summary>One that is still under way holds like one without an answer: a device that hangs is not asked a second time beside the first.</summary>
    bool StillHolds(Look look, ProofOfDeath proof) => look.Proof == proof && (look.AnsweredAt is { } answered
        ? clock.GetElapsedTime(answered) <= Holds
        : clock.GetElapsedTime(look.At) <= UnansweredHolds);

    Look Begin(ProofOfDeath proof, FenceLevel level)
    {
        var look = new Look(proof, clock.GetTimestamp());
        look.Reading = ReadAsync(look, level);
        return look;
    }

    /// <summary>Not cancelled by who asks first: others wait for it too.</summary>
    async Task<PowerReading?> ReadAsync(Look look, FenceLevel level)
    {
        var reading = await LevelReading.OfAsync(fencing, look.Proof.Host, [level], CancellationToken.None);
        if (reading.Devices.Any(d => d.Reading.State != PowerState.Unknown))
            look.AnsweredAt = clock.GetTimestamp();
        return reading.Devices.Select(d => d.Reading).FirstOrDefault(r => r.State == PowerState.On);
    }

    sealed class Look(ProofOfDeath proof, long at)
    {
        public ProofOfDeath Proof { get; } = proof;

        public long At { get; } = at;

        public Task<PowerReading?> Reading { get; set; } = null!;

        /// <summary>When a device had said something; null: none has.</summary>
        public long? AnsweredAt { get; set; }
    }
}
