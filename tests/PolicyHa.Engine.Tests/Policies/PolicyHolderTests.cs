using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Tests.Decisions;

namespace PolicyHa.Engine.Tests.Policies;

public class PolicyHolderTests
{
    [Fact]
    public void A_policy_that_was_in_force_is_found_by_its_version()
    {
        var holder = new PolicyHolder(Revision(1)) { Current = Revision(2) };

        Assert.Equal("1", holder.Find(Revision(1).Version.ToString())?.Version.Revision);
        Assert.Same(holder.Current, holder.Find(Revision(2).Version.ToString()));
        Assert.Null(holder.Find("nobody@1+0"));
    }

    [Fact]
    public void What_was_replaced_too_often_is_forgotten_but_never_the_one_in_force()
    {
        var holder = new PolicyHolder(Revision(0));
        for (var i = 1; i < PolicyHolder.HeldMax; i++)
            holder.Current = Revision(i);
        Assert.NotNull(holder.Find(Revision(0).Version.ToString()));

        holder.Current = Revision(PolicyHolder.HeldMax);

        Assert.Null(holder.Find(Revision(0).Version.ToString()));
        Assert.NotNull(holder.Find(Revision(1).Version.ToString()));
    }

    [Fact]
    public void Remembering_an_older_one_does_not_put_it_in_force()
    {
        var holder = new PolicyHolder(Revision(2));
        holder.Remember(Revision(1));

        Assert.Equal("2", holder.Current.Version.Revision);
        Assert.NotNull(holder.Find(Revision(1).Version.ToString()));
    }

    static RecoveryPolicy Revision(int number) => Asked.Default with
    {
        Version = new PolicyVersion("test", $"{number}", $"{number:x12}{new string('f', 52)}"),
    };
}
