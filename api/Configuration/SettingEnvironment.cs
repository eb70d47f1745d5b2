using System.Globalization;

namespace PolicyHa.Api.Configuration;

/// <summary>
/// Lays environment variables over the settings of the file: <c>POLICYHA__OPENSTACK__PASSWORD</c> is
/// <c>openstack.password</c>,
/// <c>POLICYHA__FENCING__DEVICES__0__PASSWORD</c> that of the first device. Upper and lower case are the same.
/// </summary>
static class SettingEnvironment
{
    const string Prefix = "POLICYHA__";

    public static void Overlay(
        SettingNode.Mapping root,
        IReadOnlyDictionary<string, string> variables,
        ICollection<ConfigurationMistake> mistakes)
    {
        foreach (var (name, value) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var keys = name[Prefix.Length..].Split("__");
            if (keys.Any(k => k.Length == 0))
                mistakes.Add(new("", "has an empty part between __", "write POLICYHA__SECTION__KEY", name));
            else
                Set(root, keys, new SettingNode.Scalar(name, value));
        }
    }

    static void Set(SettingNode.Mapping into, ReadOnlySpan<string> keys, SettingNode.Scalar value)
    {
        var key = KnownKey(into, keys[0]);
        if (keys.Length == 1)
        {
            into.Entries[key] = value;
            return;
        }

        switch (into.Entries.GetValueOrDefault(key))
        {
            case SettingNode.Mapping map:
                Set(map, keys[1..], value);
                break;
            case SettingNode.Sequence list when Index(keys[1]) is { } index:
                Set(list, index, keys, value);
                break;
            default:
                into.Entries[key] = Grown(keys[1..], value);
                break;
        }
    }

    static void Set(SettingNode.Sequence list, int index, ReadOnlySpan<string> keys, SettingNode.Scalar value)
    {
        var at = Math.Min(index, list.Items.Count);
        if (at == list.Items.Count)
            list.Items.Add(keys.Length == 2 ? value : Grown(keys[2..], value));
        else if (keys.Length == 2)
            list.Items[at] = value;
        else if (list.Items[at] is SettingNode.Mapping item)
            Set(item, keys[2..], value);
        else
            list.Items[at] = Grown(keys[2..], value);
    }

    /// <summary>What is not in the file at all: a list where the first key is a number, else a mapping.</summary>
    static SettingNode Grown(ReadOnlySpan<string> keys, SettingNode.Scalar value)
    {
        if (keys.IsEmpty)
            return value;
        if (Index(keys[0]) is not null)
            return new SettingNode.Sequence(value.Where, [Grown(keys[1..], value)]);
        var map = SettingNode.Mapping.Empty(value.Where);
        Set(map, keys, value);
        return map;
    }

    static string KnownKey(SettingNode.Mapping map, string key) =>
        map.Entries.Keys.FirstOrDefault(k => string.Equals(k, key, StringComparison.OrdinalIgnoreCase))
        ?? (key.Any(char.IsLower) ? key : key.ToLowerInvariant());

    static int? Index(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
