namespace PolicyHa.Rules.Documents;

/// <summary>
/// What rule files say, key by key, before anybody asks whether it makes sense. Several files make one document.
/// Null: not written, or written so that it could not be read (and reported).
/// </summary>
sealed record PolicyDocument(IReadOnlyList<SourceText> Sources)
{
    /// <summary>The grammar it is written in; of several files the newest.</summary>
    public int Language { get; init; } = 1;

    public YamlScalar? Policy { get; init; }

    public YamlScalar? Revision { get; init; }

    public YamlScalar? MixedHosts { get; init; }

    public IReadOnlyList<ParamSyntax> Params { get; init; } = [];

    /// <summary>Name and expression.</summary>
    public IReadOnlyList<YamlEntry> Vars { get; init; } = [];

    public IReadOnlyList<ClassSyntax> Classes { get; init; } = [];

    public IReadOnlyList<TableSyntax> Tables { get; init; } = [];

    /// <summary>In file order, files by name.</summary>
    public IReadOnlyList<RuleSyntax> Rules { get; init; } = [];

    public IReadOnlyList<LimitSyntax> Limits { get; init; } = [];

    public NotifySyntax? Notify { get; init; }

    public TargetSyntax? Targets { get; init; }

    public FencingSyntax? Fencing { get; init; }

    public ConfirmDeadSyntax? ConfirmDead { get; init; }

    public ReAdmissionSyntax? ReAdmission { get; init; }

    public ShutdownSyntax? Shutdown { get; init; }

    public IReadOnlyList<StepLimitSyntax> Steps { get; init; } = [];

    public IReadOnlyList<EscalationSyntax> Escalation { get; init; } = [];

    public IReadOnlyList<TestSyntax> Tests { get; init; } = [];

    /// <summary>Of each file the text that decides: see <see cref="LawText"/>.</summary>
    public IReadOnlyList<string> Law { get; init; } = [];
}
