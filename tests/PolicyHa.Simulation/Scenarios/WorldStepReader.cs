using PolicyHa.Engine.Topology;
using PolicyHa.Rules.Documents;
using PolicyHa.Simulation.World;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>world:</c> of a step: what the cloud does by itself.</summary>
sealed class WorldStepReader(Field field, Names names)
{
    const string Abilities =
        "fence H [DEVICE] fails|hangs|lies|misreads|stays-off|works; evacuate|migrate I fails|works|unclear; evacuate|migrate I to-error|to-stopped; evacuate I stalls; stop I fails; restart H|I fails; "
        + "service NAME works|fails|hangs|refuses|mumbles; "
        + "nova down|up|unclear|refuses; nova lags 8s; nova-services down|up; placement down|up; store full|has-room; schedulers|conductors down|up|silent; host H dies|dumps|returns; "
        + $"{HostStepReader.Abilities}; owner stops|starts|deletes|migrates|protects|unprotects|locks I; "
        + "owner moves I to H";

    static readonly Dictionary<string, DeviceManner> Manners = Enum.GetValues<DeviceManner>().ToDictionary(StepText.Word);

    public ScenarioStep? Read(TimeSpan at, YamlScalar text, MappingReader reader)
    {
        var times = field.Number(reader.Text("times"));
        switch (StepReader.Words(text))
        {
            case ["fence", var host, .. var device, var manner] when device.Length < 2 && names.KnownHost(text, host, field):
                if (device is [var named] && !names.KnownDevice(text, host, named, field))
                    return null;
                if (Manners.TryGetValue(manner, out var known))
                    return new ScenarioStep.Fence(at, host, known, times, device.FirstOrDefault());
                field.Unknown(text, $"a fencing device does not '{manner}'", $"it {string.Join(", ", Manners.Keys)}");
                return null;
            case ["evacuate" or "migrate", var instance, ("fails" or "works") and var how] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesFail(at, instance, how == "works" ? 0 : times);
            case ["evacuate" or "migrate", var instance, "unclear"] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesUnclear(at, instance, times, field.Duration(reader.Text("heard-after")) ?? TimeSpan.Zero);
            case ["evacuate", var instance, "stalls"] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesStall(at, instance, times);
            case ["evacuate" or "migrate", var instance, ("to-error" or "to-stopped") and var end] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.MovesEndIn(at, instance, end == "to-error" ? VmState.Error : VmState.Stopped, times);
            case ["stop", var instance, "fails"] when names.KnownInstance(text, instance, field):
                return new ScenarioStep.StopsFail(at, instance, times);
            case ["restart", var subject, "fails"]:
                if (names.HasInstance(subject) || names.KnownHost(text, subject, field))
                    return new ScenarioStep.RestartFails(at, subject);
                return null;
            case ["nova", ("up" or "down") and var state]:
                return new ScenarioStep.Nova(at, state == "up");
            case ["store", ("full" or "has-room") and var state]:
                return new ScenarioStep.StoreFull(at, state == "full");
            case ["placement", ("up" or "down") and var state]:
                return new ScenarioStep.Placement(at, state == "up");
            case ["nova-services", ("up" or "down") and var state]:
                return new ScenarioStep.NovaServices(at, state == "up");
            case ["schedulers", ("up" or "down" or "silent") and var state]:
                return new ScenarioStep.Schedulers(at, state switch { "up" => 1, "down" => 0, _ => null });
            case ["conductors", ("up" or "down" or "silent") and var state]:
                return new ScenarioStep.Conductors(at, state switch { "up" => 1, "down" => 0, _ => null });
            case ["service", var name, ("works" or "fails" or "hangs" or "refuses" or "mumbles") and var manner]:
                return new ScenarioStep.Service(at, name, Enum.Parse<ServiceManner>(manner, true));
            case ["nova", "unclear"]:
                return new ScenarioStep.NovaUnclear(at, times ?? 1);
            case ["nova", "refuses"]:
                return new ScenarioStep.NovaRefuses(at, times ?? 1);
            case ["nova", "lags", var by]:
                return field.Duration(new YamlScalar(text.Span, by, text.Style)) is { } lag ? new ScenarioStep.NovaLags(at, lag) : null;
            case ["host", var host, "dies"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostDies(at, host);
            case ["host", var host, "dumps"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostDumps(at, host);
            case ["host", var host, "returns"] when names.KnownHost(text, host, field):
                return new ScenarioStep.HostReturns(at, host);
            case { } words when HostStepReader.Reads(words):
                return HostStepReader.Read(at, text, words, names, field);
            case ["owner", "moves", var instance, "to", var target]
                when names.KnownInstance(text, instance, field) && names.KnownHost(text, target, field):
                return new ScenarioStep.Moved(at, instance, target);
            case ["owner", var does, var instance] when names.KnownInstance(text, instance, field):
                if (Enum.TryParse<OwnerAct>(does, ignoreCase: true, out var act) && does.All(char.IsAsciiLetterLower))
                    return new ScenarioStep.Owner(at, act, instance);
                field.Unknown(text, $"an owner does not '{does}'", "it stops, starts, deletes, migrates, protects, unprotects, locks or moves");
                return null;
            case ["fence", _, _] or ["fence", _, _, _] or ["evacuate" or "migrate", _, "fails" or "works" or "unclear" or "to-error" or "to-stopped"] or ["evacuate", _, "stalls"] or ["stop", _, "fails"]
                or ["host", _, "dies" or "dumps" or "returns"] or ["owner", _, _] or ["owner", "moves", _, "to", _]:
                return null;                            // the name was reported
            default:
                field.Wrong(text, $"the world cannot '{text.Value}'", Abilities);
                return null;
        }
    }
}
