using PolicyHa.Adapters.Tests.Storage.Contracts;

namespace PolicyHa.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteStateStoreTests() : StateStoreContract(new SqliteHome());

public sealed class SqliteStaleWriteTests() : StaleWriteContract(new SqliteHome());

public sealed class SqliteIncidentReaderTests() : IncidentReaderContract(new SqliteHome());

public sealed class SqliteJournalTests() : JournalContract(new SqliteHome());

public sealed class SqliteOutboxTests() : OutboxContract(new SqliteHome());

public sealed class SqliteInventoryTests() : InventoryContract(new SqliteHome());

public sealed class SqliteRetentionTests() : RetentionContract(new SqliteHome());

public sealed class SqlitePolicyVersionsTests() : PolicyVersionsContract(new SqliteHome());

public sealed class SqliteFlipReaderTests() : FlipReaderContract(new SqliteHome());
