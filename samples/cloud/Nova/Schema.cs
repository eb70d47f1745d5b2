using System.Text.Json.Nodes;

namespace PolicyHa.Samples.Cloud.Nova;

/// <summary>The checks of Nova's request schemas, with its words.</summary>
internal static class Schema
{
    /// <summary>The object under <paramref name="key"/>, which may have only the
    /// <paramref name="allowed"/> keys.</summary>
    public static JsonObject Object(JsonObject body, string key, params string[] allowed)
    {
        if (body[key] is not JsonObject content)
        {
            throw Invalid(key, body[key], $"{PythonText.Repr(body[key])} is not of type 'object'");
        }

        OnlyKeys(content, key, allowed);
        return content;
    }

    public static void OnlyKeys(JsonObject content, string? path, params string[] allowed)
    {
        var unexpected = content.Select(p => p.Key).Where(k => !allowed.Contains(k))
            .Order(StringComparer.Ordinal).ToList();
        if (unexpected.Count > 0)
        {
            var names = string.Join(", ", unexpected.Select(k => $"'{k}'"));
            var verb = unexpected.Count == 1 ? "was" : "were";
            var message = $"Additional properties are not allowed ({names} {verb} unexpected)";
            throw path is null ? NovaFault.BadRequest(message) : Invalid(path, content, message);
        }
    }

    public static void Required(JsonObject content, string path, params string[] keys)
    {
        foreach (var key in keys.Where(k => !content.ContainsKey(k)))
        {
            throw Invalid(path, content, $"'{key}' is a required property");
        }
    }

    /// <summary>An optional host name: absent is fine, null only if <paramref name="nullable"/>.</summary>
    public static string? Host(JsonObject content, string path, bool nullable)
    {
        if (!content.TryGetPropertyValue("host", out var node) || (node is null && nullable))
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var host) && host.Length is > 0 and <= 255
            ? host
            : throw Invalid($"{path}.host", node, $"{PythonText.Repr(node)} is not of type 'string'");
    }

    /// <summary>A boolean, also as Nova's text forms.</summary>
    public static bool Flag(JsonObject content, string path, string key)
    {
        if (content[key] is JsonValue value)
        {
            if (value.TryGetValue<bool>(out var flag))
            {
                return flag;
            }

            if (value.TryGetValue<string>(out var text))
            {
                switch (text)
                {
                    case "True" or "true" or "TRUE" or "1" or "ON" or "On" or "on" or "YES" or "Yes" or "yes":
                        return true;
                    case "False" or "false" or "FALSE" or "0" or "OFF" or "Off" or "off" or "NO" or "No" or "no":
                        return false;
                    default:
                        break;
                }
            }
        }

        throw Invalid($"{path}{key}", content[key], $"{PythonText.Repr(content[key])} is not of type 'boolean'");
    }

    public static NovaFault Invalid(string path, JsonNode? value, string message) => NovaFault.BadRequest(
        $"Invalid input for field/attribute {path}. Value: {PythonText.Repr(value)}. {message}");
}
