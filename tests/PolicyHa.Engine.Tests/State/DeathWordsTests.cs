using PolicyHa.Engine.Facts;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Signals;
using PolicyHa.Engine.State;
using static PolicyHa.Engine.Tests.Some;

namespace PolicyHa.Engine.Tests.State;

public sealed class DeathWordsTests
{
    static DeathConfirmation Word(double at, string by = "alice", string host = "h3") => new(new HostName(host), by, After(at));

    static DeathWords On(DeathConfirmation[] words, int persons = 1, double? fencedAt = null, double? livedAt = null, double now = 10) =>
        DeathWords.On(
            Incident(),
            fencedAt is { } fenced ? new FenceMark(H3, new IncidentId("inc-1"), After(fenced)) : null,
            livedAt is { } lived ? new LifeSign(H3, "tenant", "mon1", After(lived)) : null,
            OperatorState.Initial with { ConfirmedDead = words },
            new ConfirmDeadPolicy(persons, TimeSpan.FromSeconds(30), RuleSource.BuiltIn),
            After(now));

    [Fact]
    public void A_word_given_in_the_incident_counts() =>
        Assert.Equal(new ProofOfDeath.PersonConfirmed(H3, "alice", After(1)), On([Word(1)]).Proof);

    [Fact]
    public void A_word_from_before_the_incident_does_not() => Assert.Null(On([Word(-1)]).Proof);

    [Fact]
    public void A_word_about_another_host_does_not() => Assert.Null(On([Word(1, host: "h2")]).Proof);

    [Fact]
    public void A_word_is_used_up_by_the_fence_it_proved()
    {
        Assert.Null(On([Word(1)], fencedAt: 1).Proof);
        Assert.NotNull(On([Word(2)], fencedAt: 1).Proof);
    }

    [Fact]
    public void A_word_dies_with_the_first_sign_of_life_after_it()
    {
        Assert.Null(On([Word(1)], livedAt: 2).Proof);
        Assert.NotNull(On([Word(3)], livedAt: 2).Proof);
    }

    [Fact]
    public void A_word_is_good_for_as_long_as_the_policy_says()
    {
        Assert.NotNull(On([Word(1)], now: 31).Proof);
        Assert.Null(On([Word(1)], now: 31.001).Proof);
    }

    [Fact]
    public void Where_two_persons_are_needed_one_is_not_enough_however_often_they_say_it()
    {
        var words = On([Word(1), Word(2), Word(3, "Alice ")], persons: 2);
        Assert.Null(words.Proof);
        Assert.Equal(1, words.Missing);
    }

    [Fact]
    public void Two_persons_are_named_in_the_proof_each_with_their_time() =>
        Assert.Equal(
            new ProofOfDeath.TwoPersonsConfirmed(H3, "alice", After(1), "bob", After(5)), On([Word(1), Word(5, "bob")], persons: 2).Proof);

    [Fact]
    public void A_sign_of_life_between_the_two_leaves_only_the_second() => Assert.Equal(1, On([Word(1), Word(5, "bob")], 2, livedAt: 3).Missing);
}
