using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Inference;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

/// <summary>The host h1 of five is lost with two cattle of 1 vcpu and 1024 MiB on it; h2 to h5 are well.</summary>
public class RoomAheadTests
{
    [Fact]
    public void A_host_is_not_fenced_while_every_other_is_known_to_be_full()
    {
        var hold = Assert.IsType<Decision.Hold>(Decide(Free(0), Free(0), Free(0), Free(0)));
        Assert.Equal(
            (HoldReason.NoTargetHost, "no host that could be given what runs on h1 has room for any of it: c1 (1 vcpu, 1024 MiB), c2 (1 vcpu, 1024 MiB)"),
            (hold.Reason, hold.Because));
    }

    [Fact]
    public void Who_will_not_fit_is_said_before_the_fence()
    {
        var recover = Assert.IsType<Decision.Recover>(Decide(Free(0), Free(1), Free(0), Free(0)));
        Assert.Equal(["no host has room for c2 (1 vcpu, 1024 MiB)"], recover.Told);
        Assert.Contains(recover.Told[0], recover.Explanation.Outcome);
    }

    [Fact]
    public void Where_room_is_not_known_nothing_is_refused_and_the_explanation_says_so()
    {
        var recover = Assert.IsType<Decision.Recover>(Decide(Free(0), null, Free(0), null));
        Assert.Empty(recover.Told);
        var guard = Assert.Single(recover.Explanation.Guards, g => g.Guard == HoldReason.NoTargetHost.Name());
        Assert.Equal((false, "does not apply; how much room there is on h3, h5 is not known, and what is not known is not full"), (guard.Holds, guard.Text));
    }

    [Fact]
    public void A_policy_that_fences_all_the_same_says_who_will_not_fit()
    {
        var policy = Asked.Policy(("when-none: hold", "when-none: fence"));
        var recover = Assert.IsType<Decision.Recover>(Decide(policy, RecoveryMethod.Auto, Free(0), Free(0), Free(0), Free(0)));
        Assert.Equal(["no host has room for c1 (1 vcpu, 1024 MiB), c2 (1 vcpu, 1024 MiB)"], recover.Told);
    }

    [Fact]
    public void Only_the_reserved_host_counts_where_the_method_knows_no_other()
    {
        var hold = Assert.IsType<Decision.Hold>(Decide(Asked.Default, RecoveryMethod.ReservedHost, Free(8), Free(8), Free(8), Free(0)));
        Assert.Equal(HoldReason.NoTargetHost, hold.Reason);
        Assert.IsType<Decision.Recover>(Decide(Asked.Default, RecoveryMethod.ReservedHostPriority, Free(8), Free(8), Free(8), Free(0)));
        Assert.IsType<Decision.Recover>(Decide(Asked.Default, RecoveryMethod.ReservedHost, Free(0), Free(0), Free(0), Free(2)));
    }

    [Theory]
    [InlineData(new[] { 8, 8 }, 1)]             // both fit on the first
    [InlineData(new[] { 1, 1, 1 }, 2)]          // one each
    [InlineData(new[] { 1, 0, 0 }, 1)]          // more would help nobody
    [InlineData(new[] { 0, 0, 0 }, 1)]          // a policy that fences all the same has its one
    public void As_many_reserved_hosts_are_taken_as_give_a_place_to_more(int[] sizes, int taken)
    {
        var policy = Asked.Policy(("when-none: hold", "when-none: fence"));
        var recover = Assert.IsType<Decision.Recover>(Decide(policy, RecoveryMethod.ReservedHost, sizes.Length, [.. sizes.Select(Free)]));
        var steps = recover.Plan.Steps;
        var reserving = steps.Where(s => s.Kind == StepKind.ReserveHost).ToList();
        Assert.Equal(Enumerable.Range(1, taken).Select(n => n == 1 ? null : $"{n}"), reserving.Select(s => s.Argument));
        Assert.All(steps.Where(s => s.Kind == StepKind.Evacuate), s => Assert.Equal([reserving[^1].Number], s.After));
    }

    [Fact]
    public void What_was_sent_to_a_host_since_Placement_was_read_has_taken_its_room()
    {
        Room free = Free(2)!;
        Assert.Equal(0, Left(free, Some.After(5)).Vcpus);
        Assert.Equal(2, Left(free, Some.After(-5)).Vcpus);
    }

    /// <summary>Of h2, when c1 was sent there at that time.</summary>
    static Room Left(Room room, DateTimeOffset at)
    {
        var big = Some.Instance("c1", "cattle") with { Flavor = new Flavor("m", 2, 2048, 0) };
        var sent = Some.Step(1, StepKind.Evacuate) with
        {
            Instance = big.Id,
            State = StepState.Pending,
            StartedAt = at,
            Memo = new Dictionary<string, string> { [PlanStep.TargetKey] = "h2" },
        };
        var target = new HostView(Some.Compute("h2") with { Room = room }, Some.SignalsWith(), false, null, [], [], [], []);
        var dead = Some.Host(Some.SignalsWith(Signal.AdminNetwork), big) with { Plans = [Some.Plan(sent)] };
        return RoomClaims.Of(Some.Snapshot(Some.Now, dead, target)).LeftOn(target)!;
    }

    static Room? Free(int size) => new(size, 1024 * size, 100, Some.Now);

    static Decision Decide(params Room?[] rooms) => Decide(Asked.Default, RecoveryMethod.Auto, rooms);

    /// <param name="rooms">Of h2 and on; the last is a reserved host where the method has any.</param>
    static Decision Decide(RecoveryPolicy policy, RecoveryMethod method, params Room?[] rooms) =>
        Decide(policy, method, method == RecoveryMethod.Auto ? 0 : 1, rooms);

    /// <param name="reserved">So many of them are reserved hosts, the last ones.</param>
    static Decision Decide(RecoveryPolicy policy, RecoveryMethod method, int reserved, Room?[] rooms)
    {
        var segment = Asked.Segment(TimeSpan.FromMinutes(1), 2, 0, Asked.Networks);
        segment = segment with
        {
            Segment = segment.Segment with { Method = method },
            Hosts =
            [
                segment.Hosts[0],
                .. segment.Hosts.Skip(1).Take(rooms.Length).Select((h, i) => h with
                {
                    Compute = h.Compute with { Room = rooms[i], IsReserved = IsReserved(i), Disabled = IsReserved(i) },
                }),
            ],
        };
        return Assert.Single(Decider.Decide(segment, InferenceRun.Over(segment, policy), policy, Asked.Options));

        bool IsReserved(int i) => i >= rooms.Length - reserved;
    }
}
