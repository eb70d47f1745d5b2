using PolicyHa.Engine.Policies;
using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Expressions;
using PolicyHa.Rules.Problems;
using PolicyHa.Rules.Verification;

namespace PolicyHa.Rules.Compilation;

/// <summary>
/// Compiles one table and has it checked. Returns nothing when it found a problem it cannot go on from.
/// </summary>
/// <param name="classes">Every class an instance can get; each but <c>none</c> needs an output column.</param>
sealed class TableBinder(
    TableSyntax table, IReadOnlyList<InstanceClass> classes, PolicyScope scope)
{
    static readonly Dictionary<string, TableSubject> Subjects = new()
    {
        ["host"] = TableSubject.Host,
        ["instance"] = TableSubject.Instance,
    };

    static readonly Dictionary<string, HitPolicy> HitPolicies = new()
    {
        ["unique"] = HitPolicy.Unique,
        ["first"] = HitPolicy.First,
        ["any"] = HitPolicy.Any,
        ["priority"] = HitPolicy.Priority,
        ["collect"] = HitPolicy.Collect,
    };

    static readonly Dictionary<string, bool> ErrorAnswers = new() { ["hold"] = true };

    ProblemLog Problems => scope.Problems;

    public DecisionTableRule? Bind()
    {
        if (table.OnError is { } onError)
            KnownWord.Read(onError, ErrorAnswers, "an answer to an error", Problems);
        var hit = table.Hit is null
            ? HitPolicy.Unique
            : KnownWord.Read(table.Hit, HitPolicies, "a hit policy", Problems);
        if (KnownWord.Read(table.For, Subjects, "what a table can be about", Problems) is not { } subject)
            return null;

        var environment = EnvironmentOf(subject);
        var expressions = new ExpressionBinder(environment, scope);
        var when = table.When is null ? null : expressions.Condition(table.When);
        var ladders = new LadderReader(subject, scope);
        var outputs = new OutputBinder(table, hit ?? HitPolicy.Unique, classes, ladders, Problems);
        var columns = new ColumnBinder(table, expressions, scope).Bind();
        var rows = outputs.BindRows(columns);
        var otherwise = table.Otherwise is null ? null : outputs.BindOtherwise(table.Otherwise);
        if (hit is not { } policy || columns is null || rows is not { Count: > 0 })
            return null;

        if (table.Rows!.IsWhole)
            Check(TableGrid.Of(table, columns), rows, policy, otherwise is not null);
        var compiled = new DecisionTable(
            table.Name.Value, table.Name.Span.Place, when, policy, [.. columns.Select(c => c.Compile())], rows,
            otherwise);
        return subject == TableSubject.Host
            ? new HostTableRule(compiled, environment, scope.Params)
            : new InstanceTableRule(compiled, environment, scope.Params);
    }

    void Check(TableGrid grid, IReadOnlyList<TableRow> rows, HitPolicy hit, bool hasOtherwise)
    {
        new TableChecks(grid, rows, Problems).Run(hit, hasOtherwise);
        new TableLint(grid, rows, Problems).Run(hit, hasOtherwise);
    }

    CelEnvironment EnvironmentOf(TableSubject subject) => scope.Vars.DeclareIn(
        scope.Params.DeclareIn(subject == TableSubject.Host ? PolicySchema.OfHosts : PolicySchema.Widest));
}
