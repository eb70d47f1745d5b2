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
        if (proof is not (ProofOfDeath.PowerReadOffTwice or ProofOfDeath.LevelReadOffTwice) || (age >= TimeSpan.Zero && age <= Holds))
            return null;
        var look = looks.AddOrUpdate(proof.Host, _ => Begin(proof), (_, known) => StillHolds(known, proof) ? known : Begin(proof));
        var reading = look.Reading;
        if (!reading.IsCompleted && await Task.WhenAny(reading, Task.Delay(Patience, clock, ct)) != reading)
            return null;
        if (await reading is not { } on)
            return null;
        await intake.SawPowerOnAsync(proof.Host, on.Device, ct);
        return $"{on.Device} says on: {on.Detail}";
    }

    bool StillHolds(Look look, ProofOfDeath proof)
    {
        var answered = look.Reading is not { IsCompletedSuccessfully: true } || look.HasAnswer;
        return look.Proof == proof && clock.GetElapsedTime(look.At) <= (answered ? Holds : UnansweredHolds);
    }

    Look Begin(ProofOfDeath proof)
    {
        var look = new Look(proof, clock.GetTimestamp());
        look.Reading = ReadAsync(look);
        return look;
    }

    /// <summary>Not cancelled by who asks first: others wait for it too.</summary>
    async Task<PowerReading?> ReadAsync(Look look)
    {
        var levels = fencing.TopologyOf(look.Proof.Host).Levels.Where(l => look.Proof is not ProofOfDeath.LevelReadOffTwice proof || proof.Level == l.Number);
        var reading = await LevelReading.OfAsync(fencing, look.Proof.Host, levels, CancellationToken.None);
        look.HasAnswer = reading.Devices.Any(d => d.Reading.State != PowerState.Unknown);
        return reading.Devices.Select(d => d.Reading).FirstOrDefault(r => r.State == PowerState.On);
    }

    sealed class Look(ProofOfDeath proof, long at)
    {
        public ProofOfDeath Proof { get; } = proof;

        public long At { get; } = at;

        public Task<PowerReading?> Reading { get; set; } = null!;

        public bool HasAnswer { get; set; }
    }
}
