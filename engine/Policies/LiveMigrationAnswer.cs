namespace PolicyHa.Engine.Policies;

/// <summary>What becomes of a live migration of an instance that needs something of its host. The strictest answer to all that it needs counts: the last of these.</summary>
public enum LiveMigrationAnswer
{
    /// <summary>Nova is asked for it as for any other.</summary>
    LiveMigrate,

    /// <summary>It is migrated cold instead: it does not run meanwhile.</summary>
    Migrate,

    /// <summary>Nova is not asked: the migration counts as failed, with the reason.</summary>
    Notify,
}
