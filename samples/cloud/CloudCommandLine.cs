using System.Globalization;
using PolicyHa.Samples.Cloud.Fleet;

namespace PolicyHa.Samples.Cloud;

/// <summary>The process's options.</summary>
internal sealed record CloudCommandLine(CloudOptions Options, string? ReadyFile, string Fleet)
{
    public const string Usage = """
        usage: PolicyHa.Samples.Cloud [--port N] [--hosts N] [--instances-per-host N] [--seed N] [--evacuate-time S]
          [--power-off-time S] [--service-down-time S] [--monitors] [--ready-file PATH]
        Times are in seconds (fractions allowed). Without --hosts: the small fleet with readable names.
        """;

    public static bool TryRead(IReadOnlyList<string> args, out CloudCommandLine command, out string problem)
    {
        command = null!;
        var options = new CloudOptions { Port = 8700 };
        var (hosts, instances, seed) = (0, 10, 1);
        string? readyFile = null;
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = (args[i], i + 1 < args.Count ? args[i + 1] : "");
            var good = true;
            switch (name)
            {
                case "--monitors":
                    options = options with { Monitors = true };
                    continue;
                case "--port":
                    good = Number(value, 0, 65_535, out var port);
                    options = options with { Port = port };
                    break;
                case "--hosts":
                    good = Number(value, 1, 10_000, out hosts);
                    break;
                case "--instances-per-host":
                    good = Number(value, 0, 1_000, out instances);
                    break;
                case "--seed":
                    good = Number(value, int.MinValue, int.MaxValue, out seed);
                    break;
                case "--evacuate-time":
                    good = Seconds(value, out var evacuate);
                    options = options with { EvacuateTime = evacuate };
                    break;
                case "--power-off-time":
                    good = Seconds(value, out var powerOff);
                    options = options with { PowerOffTime = powerOff };
                    break;
                case "--service-down-time":
                    good = Seconds(value, out var down) && down > TimeSpan.Zero;
                    options = options with { ServiceDownTime = down, RpcResponseTimeout = down };
                    break;
                case "--ready-file":
                    good = value.Length > 0;
                    readyFile = value;
                    break;
                default:
                    problem = $"unknown option {name}\n{Usage}";
                    return false;
            }

            if (!good)
            {
                problem = $"{name}: '{value}' is not a value it takes\n{Usage}";
                return false;
            }

            i++;
        }

        problem = "";
        command = hosts == 0
            ? new CloudCommandLine(options, readyFile, "the named fleet")
            : new CloudCommandLine(options with { Fleet = FleetGenerator.Create(hosts, instances, seed) }, readyFile,
                $"{hosts} hosts with {instances} instances each from seed {seed}");
        return true;
    }

    static bool Number(string text, int min, int max, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && number >= min && number <= max;

    static bool Seconds(string text, out TimeSpan time)
    {
        var good = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= 86_400;
        time = good ? TimeSpan.FromSeconds(seconds) : default;
        return good;
    }
}
