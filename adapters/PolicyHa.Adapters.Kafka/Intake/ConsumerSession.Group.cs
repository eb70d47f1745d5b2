using System.Text.Json;
using Confluent.Kafka;

namespace PolicyHa.Adapters.Kafka.Intake;

/// <summary>What the group and the client tell us, always inside a poll.</summary>
internal sealed partial class ConsumerSession
{
    /// <summary>
    /// How long a rebalance may wait for the batch in hand. Well under the group's 300 s max.poll.interval.ms.
    /// </summary>
    static readonly TimeSpan RevokeWait = TimeSpan.FromSeconds(10);

    void OnAssigned(List<TopicPartition> given)
    {
        LogAssigned(log, Listing(given));
        var numbers = given.Select(p => p.Partition.Value);
        board.Change(h => h with { Partitions = [.. h.Partitions.Union(numbers).Order()], LastError = null });
    }

    /// <summary>They go to another member: what was delivered is stored first, what was not is left to it.</summary>
    void OnRevoked(List<TopicPartitionOffset> taken)
    {
        var partitions = taken.Select(p => p.TopicPartition).ToList();
        LogRevoked(log, Listing(partitions));
        if (delivery is { } running && Ended(running, RevokeWait) && running.IsCompletedSuccessfully)
            Store([.. inHand.Offsets.Where(o => partitions.Any(p => p.Partition.Value == o.Partition))]);
        Drop(partitions);
    }

    /// <summary>They went to another member while we were away: it reads from what was committed.</summary>
    void OnLost(List<TopicPartitionOffset> taken)
    {
        var partitions = taken.Select(p => p.TopicPartition).ToList();
        LogLost(log, Listing(partitions));
        Drop(partitions);
    }

    void Drop(List<TopicPartition> partitions)
    {
        var gone = partitions.Select(p => p.Partition.Value).ToHashSet();
        inHand = inHand.Without(gone);
        carried = carried.Without(gone);
        ended.ExceptWith(gone);
        board.Change(h => h with { Partitions = [.. h.Partitions.Where(p => !gone.Contains(p))] });
    }

    /// <summary>Once everything that is ours has been read to its end, and taken: what waited before the start is known.</summary>
    void NoticeCatchingUp()
    {
        if (board.Now is { CaughtUp: false, Partitions: { Count: > 0 } ours } && inHand.Count + carried.Count == 0 && ours.All(ended.Contains))
            board.Change(h => h with { CaughtUp = true });
    }

    void OnStatistics(string json)
    {
        try
        {
            var statistics = ClientStatistics.Parse(json);
            board.Change(h => h with
            {
                BrokersUp = statistics.BrokersUp,
                Lag = statistics.Lag,
                LastError = statistics.BrokersUp > 0 && h.Partitions.Count > 0 ? null : h.LastError,
            });
        }
        catch (JsonException error)
        {
            LogStatisticsUnreadable(log, error.Message);
        }
    }

    void OnError(Error error)
    {
        ClientLog.LogClientError(log, error.Code, error.Reason);
        board.Change(h => h with
        {
            LastError = $"{error.Code}: {error.Reason}",
            BrokersUp = error.Code == ErrorCode.Local_AllBrokersDown ? 0 : h.BrokersUp,
        });
    }

    static string Listing(List<TopicPartition> partitions) =>
        string.Join(", ", partitions.Select(p => p.Partition.Value).Order());
}
