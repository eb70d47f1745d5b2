using System.Globalization;
using System.Text.Json;
using System.Web;
using PolicyHa.Engine.Ports;
using PolicyHa.Engine.Topology;

namespace PolicyHa.Adapters.Tests.OpenStack;

/// <summary>What is read of a cloud that is too large to be read whole each time: pages of two, and one page of the round with each reading.</summary>
public sealed class InstancePictureTests : IDisposable
{
    readonly SortedDictionary<string, Entry> servers = new(StringComparer.Ordinal);
    readonly List<string> asked = [];
    readonly NovaStub nova;
    bool answersChanges = true;
    bool sortsByName;

    public InstancePictureTests()
    {
        foreach (var id in (string[])["a", "b", "c", "d", "e"])
            servers[id] = new Entry("h1", "web", DateTimeOffset.UnixEpoch);
        nova = new NovaStub(Answer, o => (o.PageSize, o.InstancePagesPerReading) = (2, 1));
    }

    public void Dispose() => nova.Dispose();

    async Task<string> ReadAsync()
    {
        asked.Clear();
        var fleet = await nova.Topology.ReadAsync(default);
        return string.Join(' ', fleet.Instances.Select(i => $"{i.Id}:{i.Name}@{i.Host}"));
    }

    void Change(string id, Entry to) => servers[id] = to with { Updated = DateTimeOffset.UtcNow };

    [Fact]
    public async Task At_first_all_is_read_and_then_what_has_changed_and_a_page_of_the_round()
    {
        Assert.Equal("a:web@h1 b:web@h1 c:web@h1 d:web@h1 e:web@h1", await ReadAsync());
        Assert.Equal(["all", "all>b", "all>d"], asked);
        Assert.Equal("a:web@h1 b:web@h1 c:web@h1 d:web@h1 e:web@h1", await ReadAsync());
        Assert.Equal(["changes", "all"], asked);
        await ReadAsync();
        Assert.Equal(["changes", "all>b"], asked);
        await ReadAsync();
        Assert.Equal(["changes", "all>d"], asked);
        await ReadAsync();
        Assert.Equal(["changes", "all"], asked);
    }

    [Fact]
    public async Task What_has_moved_come_or_gone_is_known_with_the_next_reading()
    {
        await ReadAsync();
        Change("e", servers["e"] with { Host = "h2" });
        Change("d", servers["d"] with { IsDeleted = true });
        Change("f", new Entry("h3", "new", default));
        Assert.Equal("a:web@h1 b:web@h1 c:web@h1 e:web@h2 f:new@h3", await ReadAsync());
    }

    [Fact]
    public async Task What_Nova_calls_no_change_is_found_by_the_round()
    {
        await ReadAsync();
        servers["c"] = servers["c"] with { Name = "renamed" };
        servers.Remove("d");
        Assert.DoesNotContain("renamed", await ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("a:web@h1 b:web@h1 c:renamed@h1 e:web@h1", await ReadAsync());
    }

    [Fact]
    public async Task What_was_set_through_us_is_read_with_the_next_reading()
    {
        await ReadAsync();
        servers["e"] = servers["e"] with { Name = "tagged" };
        Assert.IsType<ActionAnswer.Accepted>(await nova.Compute.SetProtectionAsync(new("e"), new ProtectionTag(true, null), default));
        Assert.Contains("e:tagged@h1", await ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(["changes", "all", "e"], asked);
        await ReadAsync();
        Assert.Equal(["changes", "all>b"], asked);
    }

    [Fact]
    public async Task The_round_goes_on_though_the_instance_it_stands_on_is_deleted()
    {
        await ReadAsync();
        await ReadAsync();
        Change("b", servers["b"] with { IsDeleted = true });
        await ReadAsync();
        Assert.Equal(["changes", "all>b", "all>a"], asked);
    }

    [Fact]
    public async Task The_round_begins_anew_where_Nova_does_not_know_the_instance_it_stands_on()
    {
        await ReadAsync();
        await ReadAsync();
        servers.Remove("a");
        servers.Remove("b");
        Assert.Equal("a:web@h1 b:web@h1 c:web@h1 d:web@h1 e:web@h1", await ReadAsync());
        Assert.Equal(["changes", "all>b", "all>a"], asked);
        Assert.Equal("c:web@h1 d:web@h1 e:web@h1", await ReadAsync());
        Assert.Equal(["changes", "all"], asked);
    }

    [Fact]
    public async Task Changes_that_could_not_be_read_are_asked_for_again_from_the_same_time()
    {
        await ReadAsync();
        Change("e", servers["e"] with { Host = "h2" });
        answersChanges = false;
        await Assert.ThrowsAsync<OutsideUnavailableException>(ReadAsync);
        answersChanges = true;
        Assert.Contains("e:web@h2", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Nova_sorts_otherwise_nothing_is_taken_for_gone_and_all_is_read()
    {
        await ReadAsync();
        sortsByName = true;
        foreach (var (id, name) in (ReadOnlySpan<(string, string)>)[("a", "5"), ("b", "4"), ("c", "3"), ("d", "2"), ("e", "1")])
            servers[id] = servers[id] with { Name = name };
        Assert.Equal("a:web@h1 b:web@h1 c:web@h1 d:web@h1 e:web@h1", await ReadAsync());
        Assert.Equal("a:5@h1 b:4@h1 c:3@h1 d:2@h1 e:1@h1", await ReadAsync());
        Assert.Equal(["all", "all>d", "all>b"], asked);
    }

    [Fact]
    public async Task What_stays_as_it_is_stays_the_same_object_and_what_aggregates_say_of_it_is_taken_over()
    {
        var first = (await nova.Topology.ReadAsync(default)).Instances;
        var second = (await nova.Topology.ReadAsync(default)).Instances;
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First, pair.Second));

        var shared = new NovaStub(Answer, o => (o.PageSize, o.InstancePagesPerReading, o.HaSharedStorage) = (2, 1, true));
        Assert.All((await shared.Topology.ReadAsync(default)).Instances, i => Assert.Equal(BootSource.SharedDisk, i.Boot));
        Assert.All(first, i => Assert.Equal(BootSource.LocalDisk, i.Boot));
    }

    (int Status, string Body) Answer(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Post)
            return (200, """{"metadata": {}}""");
        if (request.RequestUri!.AbsolutePath.EndsWith("/servers/e", StringComparison.Ordinal))
        {
            asked.Add("e");
            return (200, $$"""{"server": {{Text("e", servers["e"])}}}""");
        }

        if (!request.RequestUri.AbsolutePath.EndsWith("/servers/detail", StringComparison.Ordinal))
            return (200, """{"services": []}""");
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        var (since, marker) = (query["changes-since"], query["marker"]);
        asked.Add(since is not null ? "changes" : marker is null ? "all" : $"all>{marker}");
        if (since is not null && !answersChanges)
            return (503, "");
        if (marker is not null && servers.GetValueOrDefault(marker) is null or { IsDeleted: true })
            return (400, """{"badRequest": {"code": 400, "message": "marker not found"}}""");
        var from = since is null ? DateTimeOffset.MinValue : DateTimeOffset.Parse(since, CultureInfo.InvariantCulture);
        var sorted = (sortsByName ? servers.OrderBy(s => s.Value.Name, StringComparer.Ordinal) : servers.AsEnumerable())
            .Where(s => since is null ? !s.Value.IsDeleted : s.Value.Updated >= from).ToList();
        var rest = marker is null ? sorted : [.. sorted.SkipWhile(s => s.Key != marker).Skip(1)];
        if (marker is not null && sorted.TrueForAll(s => s.Key != marker))
            rest = [.. sorted.Where(s => string.CompareOrdinal(s.Key, marker) > 0)];
        var page = rest.Take(2).ToList();
        var next = rest.Count > 2
            ? $$""", "servers_links": [{"rel": "next", "href": "http://nova/servers/detail?{{(since is null ? "" : $"changes-since={since}&")}}limit=2&marker={{page[^1].Key}}"}]"""
            : "";
        return (200, $$"""{"servers": [{{string.Join(',', page.Select(s => Text(s.Key, s.Value)))}}]{{next}}}""");
    }

    static string Text(string id, Entry entry) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = id,
        ["name"] = entry.Name,
        ["tenant_id"] = "p",
        ["status"] = entry.IsDeleted ? "DELETED" : "ACTIVE",
        ["OS-EXT-STS:vm_state"] = entry.IsDeleted ? "deleted" : "active",
        ["OS-EXT-SRV-ATTR:host"] = entry.Host,
        ["metadata"] = new Dictionary<string, string>(),
        ["image"] = new { id = "img" },
        ["flavor"] = new { original_name = "m1", vcpus = 1, ram = 1, disk = 1 },
    });

    sealed record Entry(string Host, string Name, DateTimeOffset Updated)
    {
        public bool IsDeleted { get; init; }
    }
}
