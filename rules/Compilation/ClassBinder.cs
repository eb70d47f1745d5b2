using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Compilation;

/// <summary>Compiles the list of classes.</summary>
sealed class ClassBinder(PolicyScope scope)
{
    public static readonly IReadOnlyDictionary<string, InstanceClass> Words =
        Enum.GetValues<InstanceClass>().ToDictionary(c => c.Name());

    static readonly Dictionary<string, LocalDiskPolicy> LocalDisks = new()
    {
        ["notify"] = LocalDiskPolicy.Notify,
        ["rebuild"] = LocalDiskPolicy.Rebuild,
        ["leave"] = LocalDiskPolicy.Leave,
    };

    /// <summary>The classifier; of use only when no problem was found.</summary>
    /// <param name="place">What the list belongs to, for a problem with the list as a whole.</param>
    public InstanceClassifier Bind(IReadOnlyList<ClassSyntax> classes, SourceText place)
    {
        var (parameters, problems) = (scope.Params, scope.Problems);
        var environment = parameters.DeclareIn(CelEnvironment.Empty.With("instance", PolicySchema.ClassSubject));
        var expressions = new ExpressionBinder(environment, scope);
        var needs = new NeedBinder(problems);
        var clauses = new List<ClassClause>();
        foreach (var syntax in classes)
        {
            var word = KnownWord.Read(syntax.Class, Words, "a class", problems);
            var when = syntax.When is null ? null : expressions.Condition(syntax.When);
            if (clauses.Exists(c => c.When is null))
                problems.Add(ProblemCode.Shadowed, syntax.Span,
                    "this class is never reached: 'otherwise' stands before it");
            if (word is { } known && (syntax.When is null || when is not null))
                clauses.Add(new ClassClause(known, when, syntax.Span.Place, LocalDiskOf(syntax, known), needs.Bind(syntax, known)));
        }

        if (!classes.Any(c => c.When is null))
        {
            problems.Add(ProblemCode.MissingKey, classes.Count > 0 ? classes[^1].Span : new SourceSpan(place, 0, 1),
                "the list of classes needs a last line for all other instances",
                "classes:\n- {class: pet, otherwise: true}");
        }

        return new InstanceClassifier(environment, parameters, clauses);
    }

    LocalDiskPolicy LocalDiskOf(ClassSyntax syntax, InstanceClass known)
    {
        if (syntax.LocalDisk is not { } text)
            return LocalDiskPolicy.Notify;
        if (known == InstanceClass.None)
            scope.Problems.Add(ProblemCode.UnknownKey, text.Span, "an instance of class 'none' is left alone: 'local-disk' says nothing about it");
        return KnownWord.Read(text, LocalDisks, "an answer to a local disk", scope.Problems) ?? LocalDiskPolicy.Notify;
    }
}
