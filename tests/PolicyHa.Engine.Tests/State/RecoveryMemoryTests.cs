using PolicyHa.Engine.Facts;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class RecoveryMemoryTests
{
    [Fact]
    public void Recoveries_of_an_hour_are_remembered_and_no_more()
    {
        var memory = new RecoveryMemory();
        memory.Add(new InstanceId("a"), Now);
        memory.Add(new InstanceId("a"), Now.AddMinutes(30));
        memory.Add(new InstanceId("a"), Now.AddMinutes(61));

        Assert.Equal([Now.AddMinutes(30), Now.AddMinutes(61)], memory.Of(new InstanceId("a")));
    }

    [Fact]
    public void Instances_that_have_been_well_for_long_take_no_room()
    {
        var memory = new RecoveryMemory();
        for (var i = 0; i < 10_000; i++)
            memory.Add(new InstanceId($"i{i}"), Now.AddMinutes(i));

        Assert.InRange(memory.Count, 60, 2048);
        Assert.Single(memory.Of(new InstanceId("i9999")));
    }
}
