using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Running;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.Running;

public sealed class ScheduleTests
{
    static readonly WorkItem Turn = new WorkItem.Turn(S1);

    readonly Schedule schedule = new();

    [Fact]
    public void An_item_that_runs_is_not_taken_again_until_it_is_done()
    {
        schedule.Wake(Turn, Now);
        Assert.Equal([Turn], schedule.TakeDue(Now));
        schedule.Wake(Turn, Now);
        Assert.Empty(schedule.TakeDue(Now));
        Assert.Null(schedule.NextAt);
        schedule.Done(Turn, null);
        Assert.Equal([Turn], schedule.TakeDue(Now));
    }

    [Fact]
    public void What_runs_is_counted_until_it_is_done()
    {
        schedule.Wake(Turn, Now);
        Assert.Equal(0, schedule.Running);
        schedule.TakeDue(Now);
        Assert.Equal(1, schedule.Running);
        schedule.Done(Turn, After(5));
        Assert.Equal(0, schedule.Running);
    }

    [Fact]
    public void A_wake_while_it_runs_tells_the_driver_when_it_is_done()
    {
        var told = 0;
        schedule.Wake(Turn, Now);
        schedule.TakeDue(Now);
        schedule.Wake(Turn, Now);
        schedule.Changed += () => told++;
        schedule.Done(Turn, null);
        Assert.Equal(1, told);
    }

    [Fact]
    public void What_has_failed_rests_whoever_wakes_it()
    {
        schedule.Wake(Turn, Now);
        schedule.TakeDue(Now);
        schedule.Wake(Turn, Now);
        schedule.Failed(Turn, Now, After(2));
        schedule.Wake(Turn, Now);
        Assert.Empty(schedule.TakeDue(After(1)));
        Assert.Equal([Turn], schedule.TakeDue(After(2)));
        schedule.Done(Turn, null);
        schedule.Wake(Turn, After(2));
        Assert.Equal([Turn], schedule.TakeDue(After(2)));
    }

    [Fact]
    public void The_earlier_of_two_wakes_counts()
    {
        schedule.Wake(Turn, After(5));
        schedule.Wake(Turn, After(9));
        Assert.Equal(After(5), schedule.NextAt);
        schedule.Wake(Turn, After(2));
        Assert.Equal(After(2), schedule.NextAt);
        Assert.Empty(schedule.TakeDue(After(1)));
    }

    [Fact]
    public void A_later_time_asked_for_by_the_item_itself_does_not_delay_a_wake()
    {
        schedule.Wake(Turn, Now);
        schedule.TakeDue(Now);
        schedule.Wake(Turn, After(1));
        schedule.Done(Turn, After(30));
        Assert.Equal(After(1), schedule.NextAt);
    }

    [Fact]
    public void What_has_been_due_longest_comes_first()
    {
        var other = new WorkItem.Turn(new SegmentName("s2"));
        schedule.Wake(Turn, After(2));
        schedule.Wake(other, After(1));
        Assert.Equal([other, Turn], schedule.TakeDue(After(3)));
    }
}
