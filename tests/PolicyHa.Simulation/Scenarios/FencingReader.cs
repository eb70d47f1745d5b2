using PolicyHa.Rules.Documents;

namespace PolicyHa.Simulation.Scenarios;

/// <summary>Reads <c>devices</c> and <c>levels</c> of a simulated cloud: <c>{h3: [ilo, outlet pdu-a]}</c>, <c>{h3: [[ilo], [pdu-a]]}</c>.</summary>
sealed class FencingReader(Field field, Names names)
{
    const string Outlet = "outlet";
    const string OnlyOff = "only-off";
    const string Manual = "manual";

    /// <summary>As many as a configuration may number.</summary>
    const int LevelsMax = 9;

    public List<ScenarioFencing> Read(YamlMapping? devices, YamlMapping? levels)
    {
        var named = new Dictionary<string, List<ScenarioDevice>>();
        foreach (var entry in devices?.Entries ?? [])
        {
            if (names.KnownHost(entry.Key, field))
                named[entry.Key.Value] = Devices(entry.Key.Value, entry.Value);
        }

        var ordered = named.ToDictionary(d => d.Key, d => (IReadOnlyList<IReadOnlyList<string>>)[[.. d.Value.Select(n => n.Name)]]);
        foreach (var entry in levels?.Entries ?? [])
        {
            if (!named.ContainsKey(entry.Key.Value))
                field.Unknown(entry.Key, $"'{entry.Key.Value}' has no devices", "write them under devices first");
            else if (entry.Value is not YamlSequence { Items.Count: > 0 and <= LevelsMax } list)
                field.Wrong(entry.Value, $"levels are one to {LevelsMax} lists of devices: [[ilo], [pdu-a, pdu-b]]");
            else
                ordered[entry.Key.Value] = [.. list.Items.Select(l => (IReadOnlyList<string>)[.. field.Texts(l).Select(n => n.Value)])];
        }

        return [.. named.Where(d => d.Value.Count > 0).Select(d => new ScenarioFencing(d.Key, d.Value, ordered[d.Key]))];
    }

    List<ScenarioDevice> Devices(string host, YamlNode list)
    {
        var devices = new List<ScenarioDevice>();
        foreach (var text in field.Texts(list))
        {
            var words = StepReader.Words(text);
            if (words is not ([_] or [Outlet or OnlyOff or Manual, _]))
                field.Wrong(text, $"'{text.Value}' is not a fencing device", "write the name of a BMC, outlet NAME, only-off NAME for a BMC that cannot switch on, or manual NAME for a person");
            else if (devices.Exists(d => d.Name == words[^1]))
                field.Wrong(text, $"device '{words[^1]}' is here already");
            else
                devices.Add(new ScenarioDevice(words[^1], words[0] == Outlet && words.Length > 1, words[0] == OnlyOff && words.Length > 1) { IsPerson = words[0] == Manual && words.Length > 1 });
        }

        foreach (var device in devices)
            names.AddDevice(host, device.Name);
        return devices;
    }
}
