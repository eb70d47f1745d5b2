namespace PolicyHa.Engine.State;

/// <summary>A process of the service, as the others see it in the store. Replicas that share a store are upgraded one by one.</summary>
/// <param name="Owner">Differs by process; its leases have the same.</param>
/// <param name="Language">The newest rule language it reads; it reads all older ones too.</param>
/// <param name="SeenUntil">UTC. It lives as far as the others know until then, unless it is seen again.</param>
public sealed record Replica(string Owner, int Language, DateTimeOffset SeenUntil)
{
    /// <summary>What a process reads that holds leases and has never said what it reads: programs that old knew only the first.</summary>
    public const int FirstLanguage = 1;

    /// <summary>One that was last alive so long ago nobody asks about any more.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    public override string ToString() => $"replica {Owner} reads language {Language} only";
}
