using System.ComponentModel.DataAnnotations;

namespace PolicyHa.Api.Configuration;

/// <summary>Where the service remembers. <c>storage: /path/to.db</c> is short for its first key.</summary>
[ScalarKey("sqlite")]
public sealed class StorageOptions
{
    /// <summary>The database file, on a local disk; its folder is made when it is not there.</summary>
    /// <value>Default <c>/var/lib/policyha/policyha.db</c>.</value>
    public string Sqlite { get; set; } = "/var/lib/policyha/policyha.db";

    /// <summary>How long signals' changes and refused events are kept.</summary>
    /// <value>Default 30 d; 1 d to 3650 d.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ErrorMessage = "must be from 1d to 3650d")]
    public TimeSpan KeepJournal { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long closed incidents with their plans and history are kept.</summary>
    /// <value>Default 365 d; 1 d to 3650 d.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ErrorMessage = "must be from 1d to 3650d")]
    public TimeSpan KeepHistory { get; set; } = TimeSpan.FromDays(365);
}
