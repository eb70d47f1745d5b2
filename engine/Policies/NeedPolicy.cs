using System.Collections.Frozen;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Policies;

/// <summary>What is done with instances that need something of their host: as a line of <c>classes</c> says, and as is built in where it does not.</summary>
public sealed class NeedPolicy
{
    /// <summary>What Nova refuses whatever is free elsewhere, and what would be lost.</summary>
    static readonly FrozenDictionary<HostNeed, string> KeptFromEvacuation = new Dictionary<HostNeed, string>
    {
        [HostNeed.PersistentMemory] = "what is in it stays on the host",
        [HostNeed.Vtpm] = "Nova does not evacuate it",
    }.ToFrozenDictionary();

    /// <summary>What Nova refuses, or refuses in most of its releases and settings.</summary>
    static readonly FrozenDictionary<HostNeed, string> KeptFromLiveMigration = new Dictionary<HostNeed, string>
    {
        [HostNeed.Accelerator] = Never,
        [HostNeed.EncryptedMemory] = Never,
        [HostNeed.Pci] = Seldom,
        [HostNeed.Vgpu] = Seldom,
        [HostNeed.Vtpm] = Seldom,
    }.ToFrozenDictionary();

    const string Never = "Nova does not live-migrate it";
    const string Seldom = "not every Nova live-migrates it, and the policy does not say that this one does";

    readonly EvacuationAnswer[] evacuations = [.. HostNeedNames.All.Select(n => KeptFromEvacuation.ContainsKey(n) ? EvacuationAnswer.Notify : EvacuationAnswer.Evacuate)];
    readonly LiveMigrationAnswer[] liveMigrations = [.. HostNeedNames.All.Select(n => KeptFromLiveMigration.ContainsKey(n) ? LiveMigrationAnswer.Notify : LiveMigrationAnswer.LiveMigrate)];
    readonly string[] whyNotEvacuate;
    readonly string[] whyNotLiveMigrate;

    /// <param name="evacuation">What the policy says of an evacuation; needs it is silent about are treated as built in.</param>
    /// <param name="liveMigration">The same of a live migration.</param>
    public NeedPolicy(IReadOnlyDictionary<HostNeed, EvacuationAnswer> evacuation, IReadOnlyDictionary<HostNeed, LiveMigrationAnswer> liveMigration)
    {
        ArgumentNullException.ThrowIfNull(evacuation);
        ArgumentNullException.ThrowIfNull(liveMigration);
        foreach (var (need, answer) in evacuation)
            evacuations[(int)need] = answer;
        foreach (var (need, answer) in liveMigration)
            liveMigrations[(int)need] = answer;
        whyNotEvacuate = [.. HostNeedNames.All.Select(n => $"{n.Name()}: {WhyNotEvacuate(n)}")];
        whyNotLiveMigrate = [.. HostNeedNames.All.Select(n => $"{n.Name()}: {WhyNotLiveMigrate(n)}")];
    }

    /// <summary>Where nobody has said anything.</summary>
    public static NeedPolicy BuiltIn { get; } =
        new(FrozenDictionary<HostNeed, EvacuationAnswer>.Empty, FrozenDictionary<HostNeed, LiveMigrationAnswer>.Empty);

    public EvacuationAnswer EvacuationOf(HostNeeds needs) => Strictest(needs, evacuations).Answer;

    public LiveMigrationAnswer LiveMigrationOf(HostNeeds needs) => Strictest(needs, liveMigrations).Answer;

    /// <summary>Such as <c>vtpm: Nova does not evacuate it</c>; null: it is evacuated like any other.</summary>
    public string? WhyNotEvacuate(HostNeeds needs) =>
        Strictest(needs, evacuations) is { Answer: not EvacuationAnswer.Evacuate, Need: var need } ? whyNotEvacuate[need] : null;

    /// <summary>Such as <c>pci: the policy has it migrated cold</c>; null: it is live-migrated like any other.</summary>
    public string? WhyNotLiveMigrate(HostNeeds needs) =>
        Strictest(needs, liveMigrations) is { Answer: not LiveMigrationAnswer.LiveMigrate, Need: var need } ? whyNotLiveMigrate[need] : null;

    string WhyNotEvacuate(HostNeed need) => evacuations[(int)need] == EvacuationAnswer.Leave
        ? "the policy leaves it with its host"
        : KeptFromEvacuation.GetValueOrDefault(need, "the policy does not evacuate it");

    string WhyNotLiveMigrate(HostNeed need) => liveMigrations[(int)need] == LiveMigrationAnswer.Migrate
        ? "the policy has it migrated cold"
        : KeptFromLiveMigration.GetValueOrDefault(need, "the policy does not live-migrate it");

    /// <summary>Of several needs with the same answer the first.</summary>
    static (TAnswer Answer, int Need) Strictest<TAnswer>(HostNeeds needs, TAnswer[] answers)
        where TAnswer : struct, Enum
    {
        var strictest = (Answer: default(TAnswer), Need: 0);
        for (var need = 0; need < answers.Length && !needs.IsEmpty; need++)
        {
            if (needs.Contains((HostNeed)need) && Comparer<TAnswer>.Default.Compare(answers[need], strictest.Answer) > 0)
                strictest = (answers[need], need);
        }

        return strictest;
    }
}
