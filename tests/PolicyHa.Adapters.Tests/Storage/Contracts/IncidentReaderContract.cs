using PolicyHa.Engine.Facts;
using PolicyHa.Engine.History;
using PolicyHa.Engine.Incidents;
using PolicyHa.Engine.Plans;

namespace PolicyHa.Adapters.Tests.Storage.Contracts;

/// <summary>What every <see cref="Engine.Ports.IIncidentReader"/> promises.</summary>
public abstract class IncidentReaderContract(StorageHome home) : StorageContract(home)
{
    static readonly HistoryEntry Full = new(Sample.Now, HistoryKind.Step, Sample.Awkward)
    {
        Host = new HostName("h1"),
        Instance = new InstanceId("i1"),
        Incident = new IncidentId("inc-1"),
        Step = new StepId("inc-1/1/fence"),
        What = "done",
    };

    [Fact]
    public async Task Incidents_are_listed_newest_first_and_filtered()
    {
        await CommitAsync(await LeasedAsync() with
        {
            Incidents =
            [
                At("inc-1", "h1", 1) with { State = IncidentState.Closed, ClosedAt = Sample.Now },
                At("inc-2", "h2", 2),
                At("inc-3", "h1", 3),
            ],
        });

        Assert.Equal(["inc-3", "inc-2", "inc-1"], await ListAsync());
        Assert.Equal(["inc-3", "inc-2"], await ListAsync(open: true));
        Assert.Equal(["inc-1"], await ListAsync(open: false));
        Assert.Equal(["inc-3", "inc-1"], await ListAsync(host: "h1"));
        Assert.Equal(["inc-2", "inc-1"], await ListAsync(before: Sample.Now.AddSeconds(3)));
        Assert.Equal(["inc-3"], await ListAsync(max: 1));
        Assert.Empty(await ListAsync(host: "h1' OR '1'='1"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Null(await Store.Incidents.FindAsync(new IncidentId("inc-9"), None));
        Assert.Null(await Store.Incidents.FindPlanAsync(new PlanId("inc-9/1"), None));
    }

    [Fact]
    public async Task A_plan_without_steps_is_found_without_steps()
    {
        var plan = Sample.Plan() with { Steps = [] };
        await Store.State.CommitAsync(await LeasedAsync() with { Incidents = [Sample.Incident()], Plans = [plan] }, None);

        AssertSame(plan, (await Store.Incidents.FindPlanAsync(plan.Id, None))!);
    }

    [Fact]
    public async Task Every_field_of_a_history_line_comes_back()
    {
        RoundTrip.AssertEverySettableFieldIsSet(Full);
        await Store.State.CommitAsync(await LeasedAsync() with { History = [Full, new(Sample.Now, HistoryKind.Hold, "")] }, None);

        var entries = await Store.Incidents.HistoryAsync(null, null, 0, 10, None);

        Assert.Equal([Full, new HistoryEntry(Sample.Now, HistoryKind.Hold, "")], entries.Select(e => e.Entry));
    }

    [Fact]
    public async Task History_is_read_on_from_where_the_reader_was()
    {
        await Store.State.CommitAsync(
            await LeasedAsync() with
            {
                History =
                [
                    Sample.Line("a", "inc-1", "h1"), Sample.Line("b", "inc-2", "h2"), Sample.Line("c", "inc-1", "h2"),
                ],
            },
            None);

        var first = await Store.Incidents.HistoryAsync(null, null, 0, 2, None);
        var rest = await Store.Incidents.HistoryAsync(null, null, first[^1].Sequence, 2, None);

        Assert.Equal(["a", "b", "c"], first.Concat(rest).Select(e => e.Entry.Text));
        Assert.Equal(["a", "c"], await HistoryAsync("inc-1", null));
        Assert.Equal(["b", "c"], await HistoryAsync(null, "h2"));
        Assert.Equal(["c"], await HistoryAsync("inc-1", "h2"));
    }

    static Incident At(string id, string host, int seconds) =>
        Sample.Incident(id, host) with { OpenedAt = Sample.Now.AddSeconds(seconds) };

    async Task<string[]> ListAsync(bool? open = null, string? host = null, DateTimeOffset? before = null, int max = 10) =>
        [.. (await Store.Incidents.ListAsync(open, host, before, max, None)).Select(i => i.Id.Value)];

    async Task<string[]> HistoryAsync(string? incident, string? host) =>
    [
        .. (await Store.Incidents.HistoryAsync(incident is null ? null : new IncidentId(incident), host, 0, 10, None))
            .Select(e => e.Entry.Text),
    ];
}
