using PolicyHa.Engine.Policies;

namespace PolicyHa.Adapters.Storage.Rows;

/// <summary>A row of <c>policy_version</c>, or of <c>policy_waiting</c>.</summary>
sealed record PolicyVersionRow
{
    public required string Sha256 { get; init; }

    public required string Name { get; init; }

    public required string Revision { get; init; }

    public required string Author { get; init; }

    public required string Origin { get; init; }

    public required string ActivatedAt { get; init; }

    public required string FilesJson { get; init; }

    public required string ParamsJson { get; init; }

    public required long Language { get; init; }

    public static PolicyVersionRow Of(StoredPolicy policy) => new()
    {
        Sha256 = policy.Version.Sha256,
        Name = policy.Version.Name,
        Revision = policy.Version.Revision,
        Author = policy.Author,
        Origin = StoredWord.Text(policy.Origin),
        ActivatedAt = StoredTime.Text(policy.ActivatedAt),
        FilesJson = StoredJson.Text(policy.Files, StoredJson.PolicyTexts),
        ParamsJson = StoredJson.Text(policy.Params, StoredJson.Texts),
        Language = policy.Language,
    };

    public StoredPolicy ToPolicy() => new(
        new PolicyVersion(Name, Revision, Sha256),
        Author,
        StoredWord.Read<PolicyOrigin>(Origin),
        StoredTime.Read(ActivatedAt),
        StoredJson.Read(FilesJson, StoredJson.PolicyTexts),
        StoredJson.Read(ParamsJson, StoredJson.Texts))
    {
        Language = (int)Language,
    };
}
