namespace PolicyHa.Rules.Problems;

/// <summary>
/// The permanent codes of everything the checker says. <c>rules/docs/HAxxx.md</c> has a page for each.
/// </summary>
public static class ProblemCode
{
    public const string Tab = "HA101";
    public const string YamlSyntax = "HA102";
    public const string DuplicateKey = "HA103";
    public const string AnchorOrTag = "HA104";
    public const string DocumentCount = "HA105";
    public const string UnknownKey = "HA106";
    public const string MissingKey = "HA107";
    public const string WrongShape = "HA108";
    public const string TableDrawing = "HA109";
    public const string LanguageVersion = "HA110";
    public const string TooLarge = "HA111";
    public const string DuplicateName = "HA112";
    public const string Unreadable = "HA113";

    public const string ExpressionSyntax = "HA201";
    public const string UnknownName = "HA202";
    public const string UnknownValue = "HA203";
    public const string WrongType = "HA204";
    public const string BadLiteral = "HA205";
    public const string ParamValue = "HA206";
    public const string UnknownParam = "HA207";
    public const string LadderForm = "HA208";
    public const string ExpressionCost = "HA209";
    public const string LooseAge = "HA210";

    public const string Gap = "HA301";
    public const string Overlap = "HA302";
    public const string Shadowed = "HA303";
    public const string ConstantCondition = "HA304";
    public const string TooManyStates = "HA305";
    public const string UnusedParam = "HA306";
    public const string UnusedVar = "HA307";
    public const string UnusedKind = "HA308";
    public const string OtherwiseCatchesMost = "HA309";
    public const string TooWide = "HA310";
    public const string CouldBeTable = "HA311";
    public const string HastyTimeout = "HA312";
    public const string UnknownService = "HA313";

    public const string EvacuateWithoutFence = "HA401";
    public const string ActionNotPermitted = "HA402";

    public const string Circle = "HA501";
    public const string SelfDefeating = "HA502";
    public const string CrossJoin = "HA503";
    public const string RuleScope = "HA504";
    public const string TooManyKinds = "HA505";

    public const string Tie = "HA601";

    public const string TestWithoutExpectation = "HA701";
    public const string NotCovered = "HA702";
    public const string TestFailed = "HA703";
    public const string UncheckableExpectation = "HA704";

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Tab, YamlSyntax, DuplicateKey, AnchorOrTag, DocumentCount, UnknownKey, MissingKey, WrongShape, TableDrawing,
        LanguageVersion, TooLarge, DuplicateName, Unreadable,
        ExpressionSyntax, UnknownName, UnknownValue, WrongType, BadLiteral, ParamValue, UnknownParam, LadderForm,
        ExpressionCost, LooseAge,
        Gap, Overlap, Shadowed, ConstantCondition, TooManyStates, UnusedParam, UnusedVar, UnusedKind, OtherwiseCatchesMost,
        TooWide, CouldBeTable, HastyTimeout, UnknownService,
        EvacuateWithoutFence, ActionNotPermitted,
        Circle, SelfDefeating, CrossJoin, RuleScope, TooManyKinds,
        Tie,
        TestWithoutExpectation, NotCovered, TestFailed, UncheckableExpectation,
    ];

    /// <summary>Only what cannot make a decision wrong is a warning.</summary>
    public static ProblemSeverity SeverityOf(string code) =>
        code is ConstantCondition or UnusedParam or UnusedVar or UnusedKind or OtherwiseCatchesMost or TooWide or CouldBeTable or HastyTimeout or Tie
            or NotCovered ? ProblemSeverity.Warning : ProblemSeverity.Error;
}
