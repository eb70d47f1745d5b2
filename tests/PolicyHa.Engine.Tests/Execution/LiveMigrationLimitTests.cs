using PolicyHa.Engine.Execution;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Plans;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Execution;

public sealed class LiveMigrationLimitTests
{
    [Fact]
    public void Of_each_host_as_many_begin_as_may_and_the_first_of_them() =>
        Assert.Equal([1, 2, 4, 5], Begin([Move(1), Move(2), Move(3), Move(4, "h1"), Move(5, "h1"), Move(6, "h1")]));

    [Fact]
    public void What_is_under_way_counts_whatever_plan_it_is_of() =>
        Assert.Equal([5], Begin([Move(5), Move(6)], Move(1) with { State = StepState.Pending }, Move(2) with { State = StepState.Done }, Move(3)));

    [Fact]
    public void More_under_way_than_may_be_lets_none_begin() =>
        Assert.Empty(Begin([Move(5)], [.. Enumerable.Range(1, 3).Select(n => Move(n) with { State = StepState.Started })]));

    [Fact]
    public void Other_steps_are_not_kept_waiting() =>
        Assert.Equal([2, 3, 4], Begin([Step(2, StepKind.Migrate), Step(3, StepKind.Fence), Step(4, StepKind.Evacuate)],
            [.. Enumerable.Range(5, 3).Select(n => Move(n) with { State = StepState.Started })]));

    static PlanStep Move(int number, string host = "h3") => Step(number, StepKind.LiveMigrate) with { Host = new HostName(host) };

    static IEnumerable<int> Begin(PlanStep[] fresh, params PlanStep[] moves) => LiveMigrationLimit.Within(fresh, moves, 2).Select(s => s.Number);
}
