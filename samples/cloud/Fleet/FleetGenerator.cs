using Bogus;

namespace PolicyHa.Samples.Cloud.Fleet;

/// <summary>Makes a fleet of any size from a seed: the same seed, the same fleet, to the last id.</summary>
public static class FleetGenerator
{
    const int HostsPerRack = 20;

    static readonly string[] Roles = ["web", "api", "worker", "cache", "queue", "db", "search", "mail", "ci", "batch"];
    static readonly string[] Projects = ["shop", "bank", "press", "labs", "games"];
    static readonly Flavor[] Flavors = [Flavor.Small, Flavor.Small, Flavor.Medium, Flavor.Large, Flavor.Scratch];

    /// <param name="hosts">How many hosts.</param>
    /// <param name="instancesPerHost">Instances on each.</param>
    /// <param name="seed">Print it.</param>
    /// <param name="zones">Availability zones the racks are spread over.</param>
    public static FleetPlan Create(int hosts, int instancesPerHost, int seed, int zones = 3)
    {
        var faker = new Faker { Random = new Randomizer(seed) };
        var hostPlans = Enumerable.Range(1, hosts).Select(number => Host(number, zones)).ToList();
        var instances = new List<InstancePlan>(hosts * instancesPerHost);
        foreach (var host in hostPlans)
        {
            for (var i = 0; i < instancesPerHost; i++)
            {
                instances.Add(Instance(faker, host.Name, instances.Count + 1));
            }
        }

        return new FleetPlan(hostPlans, instances);
    }

    static HostPlan Host(int number, int zones)
    {
        var rack = ((number - 1) / HostsPerRack) + 1;
        return new HostPlan($"compute-{number}")
        {
            Zone = $"az{((rack - 1) % zones) + 1}",
            Rack = $"rack-{rack}",
            Aggregates = [number % 10 == 0 ? "large-memory" : "general"],
            RamMb = 1_048_576,
            DiskGb = 20_000,
        };
    }

    static InstancePlan Instance(Faker faker, string host, int number)
    {
        var random = faker.Random;
        var role = random.ArrayElement(Roles);
        var isDatabase = role is "db";
        return new InstancePlan(random.Guid(), $"{faker.Hacker.Noun().Replace(' ', '-')}-{role}-{number}", host)
        {
            Flavor = isDatabase ? Flavor.Database : random.ArrayElement(Flavors),
            Project = random.ArrayElement(Projects),
            Metadata = Metadata(random, isDatabase),
            Tags = random.Bool(0.1f) ? ["ha"] : [],
            Stopped = random.Bool(0.05f),
            VolumeBooted = isDatabase || random.Bool(0.4f),
            ZonePinned = random.Bool(0.1f),
        };
    }

    /// <summary>Four in five are protected; databases and a fifth of the others are pets.</summary>
    static Dictionary<string, string> Metadata(Randomizer random, bool isDatabase)
    {
        if (!random.Bool(0.8f))
        {
            return [];
        }

        var isPet = isDatabase || random.Bool(0.2f);
        return new Dictionary<string, string> { ["HA_Enabled"] = "True", ["HA_Class"] = isPet ? "pet" : "cattle" };
    }
}
