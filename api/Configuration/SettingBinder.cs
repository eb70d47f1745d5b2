using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using PolicyHa.Rules.Expressions;

namespace PolicyHa.Api.Configuration;

/// <summary>
/// Fills option objects from settings. A key is a property's name in snake case, or its <see
/// cref="ConfigurationKeyNameAttribute"/>.
/// Every mistake is noted and the next key is read, so that an operator hears of all of them at once.
/// </summary>
sealed class SettingBinder(ICollection<ConfigurationMistake> mistakes)
{
    /// <summary>Keys that an adapter's options have and that are written elsewhere here, with where.</summary>
    public Dictionary<string, string> Elsewhere { get; } = [];

    public void Bind(object target, SettingNode node, string path)
    {
        if (AsMapping(target.GetType(), node, path) is not { } map)
            return;
        var properties = PropertiesOf(target.GetType());
        foreach (var (key, value) in map.Entries)
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (Elsewhere.TryGetValue(at, out var elsewhere))
                mistakes.Add(new(at, "unknown key", $"it is {elsewhere} here", value.Where));
            else if (properties.TryGetValue(key, out var property))
                BindProperty(target, property, value, at);
            else
                mistakes.Add(new(at, "unknown key", Hint(key, properties.Keys), value.Where));
        }
    }

    void BindProperty(object target, PropertyInfo property, SettingNode node, string path)
    {
        if (node is SettingNode.Scalar { Text: null or "" })
            return;                                             // a key with nothing behind it: the default
        if (ValueOf(property.PropertyType, node, path, property.GetValue(target)) is not { } value)
            return;
        foreach (var range in property.GetCustomAttributes<ValidationAttribute>().Where(a => !a.IsValid(value)))
            mistakes.Add(new(path, range.ErrorMessage ?? range.FormatErrorMessage("the value"), null, node.Where));
        if (property.CanWrite)
            property.SetValue(target, value);
    }

    object? ValueOf(Type type, SettingNode node, string path, object? current)
    {
        if (SettingScalar.IsScalar(type))
            return ScalarOf(type, node, path);
        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            return type.GetGenericArguments() is [var item]
                ? ListOf(typeof(List<>).MakeGenericType(item), node, path)
                : DictionaryOf(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()), node, path);
        }

        var target = current ?? Activator.CreateInstance(type)!;
        Bind(target, node, path);
        return target;
    }

    object? ScalarOf(Type type, SettingNode node, string path)
    {
        if (node is not SettingNode.Scalar { Text: { Length: > 0 } text })
        {
            mistakes.Add(new(path, $"must be {SettingScalar.Expected(type)}", null, node.Where));
            return null;
        }

        if (SettingScalar.TryRead(type, text, out var value))
            return value;
        mistakes.Add(new(path, $"'{text}' is not {SettingScalar.Expected(type)}", null, node.Where));
        return null;
    }

    IList? ListOf(Type type, SettingNode node, string path)
    {
        if (node is not SettingNode.Sequence list)
        {
            mistakes.Add(new(path, "must be a list", "write each item on a line of its own, after a dash", node.Where));
            return null;
        }

        var made = (IList)Activator.CreateInstance(type)!;
        foreach (var (index, item) in list.Items.Index())
        {
            if (ValueOf(type.GetGenericArguments()[0], item, $"{path}[{index}]", null) is { } value)
                made.Add(value);
        }

        return made;
    }

    IDictionary? DictionaryOf(Type type, SettingNode node, string path)
    {
        if (node is not SettingNode.Mapping map)
        {
            mistakes.Add(new(path, "must be keys with values", null, node.Where));
            return null;
        }

        var made = (IDictionary)Activator.CreateInstance(type)!;
        foreach (var (key, item) in map.Entries)
        {
            if (ValueOf(type.GetGenericArguments()[1], item, $"{path}.{key}", null) is { } value)
                made[key] = value;
        }

        return made;
    }

    SettingNode.Mapping? AsMapping(Type type, SettingNode node, string path)
    {
        switch (node)
        {
            case SettingNode.Mapping map:
                return map;
            case SettingNode.Scalar { Text: null or "" }:
                return SettingNode.Mapping.Empty(node.Where);
            case SettingNode.Scalar when type.GetCustomAttribute<ScalarKeyAttribute>() is { } scalar:
                return new SettingNode.Mapping(node.Where, new() { [scalar.Key] = node });
            default:
                var keys = string.Join(", ", PropertiesOf(type).Keys);
                mistakes.Add(new(path, "must be keys with values", $"its keys are {keys}", node.Where));
                return null;
        }
    }

    static Dictionary<string, PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
            .ToDictionary(KeyOf, StringComparer.Ordinal);

    static string KeyOf(PropertyInfo property) =>
        property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    static string Hint(string key, IEnumerable<string> known)
    {
        var keys = known.Order(StringComparer.Ordinal).ToList();
        return Spelling.Hint(key, keys) ?? $"the keys here are {string.Join(", ", keys)}";
    }
}
