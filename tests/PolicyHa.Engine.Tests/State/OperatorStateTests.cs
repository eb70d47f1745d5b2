using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class OperatorStateTests
{
    static DeathConfirmation? Word(double at, double? fencedAt = null, string host = "h3") =>
        (OperatorState.Initial with { ConfirmedDead = [new DeathConfirmation(new HostName(host), "alice", After(at))] })
        .WordOn(Incident(), fencedAt is { } fenced ? new FenceMark(H3, new IncidentId("inc-1"), After(fenced)) : null);

    [Fact]
    public void A_word_given_in_the_incident_counts() => Assert.Equal("alice", Word(1)?.By);

    [Fact]
    public void A_word_from_before_the_incident_does_not() => Assert.Null(Word(-1));

    [Fact]
    public void A_word_about_another_host_does_not() => Assert.Null(Word(1, host: "h2"));

    [Fact]
    public void A_word_is_used_up_by_the_fence_it_proved()
    {
        Assert.Null(Word(1, fencedAt: 1));
        Assert.NotNull(Word(2, fencedAt: 1));
    }

    [Fact]
    public void A_maintenance_window_ends_at_its_end()
    {
        var state = OperatorState.Initial with { Maintenance = [new MaintenanceWindow(H3, "alice", "disks", Now, After(10))] };
        Assert.True(state.InMaintenance(H3, After(9)));
        Assert.False(state.InMaintenance(H3, After(10)));
        Assert.False(state.InMaintenance(new HostName("h2"), After(9)));
    }
}
