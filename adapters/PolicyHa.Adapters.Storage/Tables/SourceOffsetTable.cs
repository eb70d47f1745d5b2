using System.Data;
using Dapper;
using PolicyHa.Engine.Signals;

namespace PolicyHa.Adapters.Storage.Tables;

/// <summary>How far each partition of each source has been read.</summary>
static class SourceOffsetTable
{
    const string SetSql = """
        INSERT INTO source_offset (topic, partition, next_offset) VALUES (@Topic, @Partition, @Next)
        ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
        """;

    public static void Set(IDbConnection db, IEnumerable<SourceOffset> offsets) => db.Execute(SetSql, offsets);
}
