using PolicyHa.Engine.Decisions;
using PolicyHa.Engine.Policies;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Engine.Tests.Decisions;

public sealed class RecoveryOrderTests
{
    static readonly string[] Names = ["a", "b", "c", "d", "e"];

    static InstanceWish Wish(string name, InstanceClass @class, params (string Key, string Value)[] metadata) => new(
        Some.Instance(name, @class == InstanceClass.Pet ? "pet" : "cattle") with { Metadata = metadata.ToDictionary(m => m.Key, m => m.Value) },
        new ClassVerdict(@class, new RuleSource("test.yaml", 1, 1)), null);

    static RecoveryOrder Order(params InstanceWish[] wishes) => RecoveryOrder.Of(wishes, HaGroups.Of(wishes.Select(w => w.Instance)));

    static string NamesOf(RecoveryOrder order) => string.Join(' ', order.InOrder.Select(p => p.Wish.Instance.Name));

    [Fact]
    public void The_owners_priority_goes_before_class_and_name()
    {
        var order = Order(
            Wish("cow", InstanceClass.Cattle), Wish("last", InstanceClass.Pet, ("HA_Priority", "1")), Wish("pet", InstanceClass.Pet),
            Wish("first", InstanceClass.Cattle, ("HA_Priority", "1000")));
        Assert.Equal("first pet cow last", NamesOf(order));
        Assert.Empty(order.Told);
    }

    [Fact]
    public void Of_equals_the_biggest_goes_first_as_it_finds_room_the_hardest()
    {
        var (small, big) = (Wish("a", InstanceClass.Cattle), Wish("b", InstanceClass.Cattle));
        Assert.Equal("b a", NamesOf(Order(small, big with { Instance = big.Instance with { Flavor = new Flavor("m", 1, 8192, 0) } })));
        Assert.Equal("b a", NamesOf(Order(small, big with { Instance = big.Instance with { Flavor = new Flavor("m", 8, 1024, 0) } })));
    }

    [Theory]
    [InlineData("HA_Priority", "1001")]
    [InlineData("HA_Priority", "-1")]
    [InlineData("HA_Priority", "high")]
    [InlineData("HA_Group", "two words")]
    [InlineData("HA_After", "db, no/such")]
    [InlineData("HA_Ready_After", "soon")]
    [InlineData("HA_Ready_After", "2h")]
    public void A_word_that_cannot_be_read_is_told_and_does_not_count(string key, string word)
    {
        var order = HaOrder.Of(Wish("odd", InstanceClass.Cattle, (key, word)).Instance);
        Assert.Contains(key, Assert.Single(order.Mistakes), StringComparison.Ordinal);
        Assert.Equal((HaOrder.PriorityDefault, TimeSpan.Zero), (order.Priority, order.ReadyAfter));
    }

    [Fact]
    public void Groups_of_the_same_name_in_two_projects_are_two_groups()
    {
        var app = Wish("app", InstanceClass.Cattle, ("HA_After", "db"));
        var db = Wish("db", InstanceClass.Cattle, ("HA_Group", "db"));
        var order = Order(app, db with { Instance = db.Instance with { Project = "somebody-else" } });
        Assert.Empty(order.InOrder[0].WaitsFor);
        Assert.Contains("no instance is in group db", Assert.Single(order.Told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_waits_for_itself_waits_for_nothing_and_that_is_told()
    {
        var order = Order(Wish("x", InstanceClass.Cattle, ("HA_Group", "db"), ("HA_After", "db")));
        Assert.Empty(Assert.Single(order.InOrder).WaitsFor);
        Assert.Contains("wait for itself", Assert.Single(order.Told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public void Whatever_owners_ask_every_instance_has_one_place_and_none_stands_before_what_it_waits_for(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var wishes = Enumerable.Range(1, random.Next(1, 25)).Select(i => Drawn(random, $"i{i}")).ToArray();
            var order = Order(wishes);
            Assert.Equal(wishes.Select(w => w.Instance.Name).Order(), order.InOrder.Select(p => p.Wish.Instance.Name).Order());
            var groups = HaGroups.Of(wishes.Select(w => w.Instance));
            for (var i = 0; i < order.InOrder.Count; i++)
            {
                var place = order.InOrder[i];
                Assert.DoesNotContain(order.InOrder.Skip(i), later => later.Order.Group is { } g && place.WaitsFor.Contains(g));
                var refused = place.Order.After.Except(place.WaitsFor).ToList();
                Assert.All(refused, g => Assert.Contains(order.Told, t => t.Contains($" {g.Name}", StringComparison.Ordinal)));
                Assert.Equal(place.WaitsFor, groups.BeforeOf(place.Order));
            }

            Assert.Equal(NamesOf(order), NamesOf(Order([.. wishes.Reverse()])));
        }
    }

    /// <summary>Without circles nothing that is asked for is dropped: an edge is refused only where it lies on a circle.</summary>
    [Fact]
    public void Without_a_circle_every_wish_counts()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            // after only names that come earlier in the alphabet: no circle can be
            var wishes = Names.Select((name, i) => Wish(name, InstanceClass.Cattle, ("HA_Group", name),
                ("HA_After", string.Join(',', Names.Take(i).Where(_ => random.Next(2) == 0))))).ToArray();
            var order = Order([.. wishes.OrderBy(_ => random.Next())]);
            Assert.Empty(order.Told);
            Assert.All(order.InOrder, p => Assert.Equal(p.Order.After.Order(Comparer<HaGroup>.Create((x, y) => string.CompareOrdinal(x.Name, y.Name))), p.WaitsFor));
        }
    }

    static InstanceWish Drawn(Random random, string name)
    {
        var metadata = new List<(string, string)>();
        if (random.Next(3) > 0)
            metadata.Add(("HA_Group", Names[random.Next(Names.Length)]));
        if (random.Next(2) > 0)
            metadata.Add(("HA_After", string.Join(", ", Names.Where(_ => random.Next(4) == 0))));
        if (random.Next(2) > 0)
            metadata.Add(("HA_Priority", random.Next(1001).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return Wish(name, random.Next(2) == 0 ? InstanceClass.Pet : InstanceClass.Cattle, [.. metadata]);
    }
}
