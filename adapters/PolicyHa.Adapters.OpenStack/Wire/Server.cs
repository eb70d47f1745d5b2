using System.Text.Json.Serialization;

namespace PolicyHa.Adapters.OpenStack.Wire;

/// <summary>A server as Nova shows it to an administrator, as far as we read it.</summary>
sealed class Server
{
    /// <summary>
    /// What <see cref="Host"/> is when Nova left the key out, because the token is not an administrator's.
    /// </summary>
    public const string Withheld = "\0";

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string TenantId { get; set; } = "";

    /// <summary><c>UNKNOWN</c>: its cell does not answer, and most keys are missing.</summary>
    public string? Status { get; set; }

    /// <summary>Null when it is on no host.</summary>
    [JsonPropertyName("OS-EXT-SRV-ATTR:host")]
    public string? Host { get; set; } = Withheld;

    [JsonPropertyName("OS-EXT-STS:vm_state")]
    public string? VmState { get; set; }

    [JsonPropertyName("OS-EXT-STS:task_state")]
    public string? TaskState { get; set; }

    [JsonPropertyName("OS-EXT-AZ:availability_zone")]
    public string? Zone { get; set; }

    public bool Locked { get; set; }

    /// <summary>From 2.73 on.</summary>
    public string? LockedReason { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }

    public ServerFlavor? Flavor { get; set; }

    /// <summary>Nova shows the image of a server that boots from a volume as an empty string.</summary>
    [JsonConverter(typeof(ServerImageConverter))]
    public ServerImage? Image { get; set; }

    public ServerFault? Fault { get; set; }

    /// <summary>Lists of what has changed show those too that are gone.</summary>
    [JsonIgnore]
    public bool IsDeleted => Status is "DELETED" or "SOFT_DELETED" || VmState is "deleted" or "soft-delete";
}

sealed class ServerFlavor
{
    public string? OriginalName { get; set; }

    public int Vcpus { get; set; }

    public int Ram { get; set; }

    public int Disk { get; set; }

    /// <summary>In GiB.</summary>
    public int Ephemeral { get; set; }

    /// <summary>In MiB.</summary>
    public int Swap { get; set; }

    /// <summary>Null when Nova's policy does not show them.</summary>
    public Dictionary<string, string>? ExtraSpecs { get; set; }
}

sealed class ServerFault
{
    public string? Message { get; set; }
}
