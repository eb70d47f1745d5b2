using PolicyHa.Samples.Cloud.Fleet;
using PolicyHa.Samples.Cloud.Keystone;

namespace PolicyHa.Samples.Cloud;

/// <summary>How the simulated cloud is made and how fast its parts are. The defaults are a real cloud's pace, made
/// quick where waiting teaches nothing.</summary>
public sealed record CloudOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The hosts and instances to start with; null is the small fleet with readable names.</summary>
    public FleetPlan? Fleet { get; init; }

    /// <summary>From an accepted evacuation to its end. The scheduler answers after a tenth of it.</summary>
    public TimeSpan EvacuateTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a live migration copies memory; a cold one takes as long.</summary>
    public TimeSpan MigrateTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nova-compute needs to stop, start or reboot a guest.</summary>
    public TimeSpan GuestActionTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From a BMC's "yes" to the power really being off.</summary>
    public TimeSpan PowerOffTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From a BMC's "yes" to the host being booted with its services running.</summary>
    public TimeSpan PowerOnTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Age of a heartbeat from which Nova calls a service down (60 s is Nova's default
    /// <c>service_down_time</c>).</summary>
    public TimeSpan ServiceDownTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long Nova waits for a nova-compute that never answers (60 s is Nova's default
    /// <c>rpc_response_timeout</c>). Met by who disables a dead host that still counts as up.</summary>
    public TimeSpan RpcResponseTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Nova's <c>[api] max_limit</c>: the longest page it gives.</summary>
    public int MaxLimit { get; init; } = 1000;

    /// <summary>The newest minor of the 2.x microversions this Nova speaks (96 is the release 2024.1).</summary>
    public int MaxMicroversion { get; init; } = 96;

    /// <summary>Life of a Keystone token (3600 s is Keystone's default).</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Who may log in.</summary>
    public IReadOnlyList<CloudUser> Users { get; init; } = CloudUser.Defaults;

    /// <summary>Instance folders are on storage that every host mounts. When false, an evacuated image-booted instance
    /// is built anew from its image and its local data is gone, as with real Nova.</summary>
    public bool SharedStorage { get; init; } = true;

    /// <summary>Guests start again by themselves when their host boots, before nova-compute can clean up
    /// (libvirt-guests left enabled): the classic way to two live copies.</summary>
    public bool GuestsStartAtBoot { get; init; }

    /// <summary>nova-compute disables its own service when it loses libvirtd, with the reason "AUTO: ...".</summary>
    public bool LibvirtLossDisablesService { get; init; }

    /// <summary>Paging links name a host that clients cannot reach, as behind a proxy.</summary>
    public bool LinksNameAnotherHost { get; init; }

    /// <summary>Run a Kafka-protocol broker.</summary>
    public bool Kafka { get; init; } = true;

    /// <summary>Report every host's signals to Kafka each second, from two observers.</summary>
    public bool Monitors { get; init; }

    /// <summary>User and password of every BMC.</summary>
    public string BmcUser { get; init; } = "admin";

    /// <summary>See <see cref="BmcUser"/>.</summary>
    public string BmcPassword { get; init; } = "password";

    /// <summary>The token the NRDP receiver wants.</summary>
    public string NrdpToken { get; init; } = "nrdp-secret";

    /// <summary>The signing secret of the webhook receiver (Standard Webhooks, base64 after <c>whsec_</c>).</summary>
    public string WebhookSecret { get; init; } = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The clock all simulated parts read.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
