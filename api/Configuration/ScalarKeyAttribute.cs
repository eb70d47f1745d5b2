namespace PolicyHa.Api.Configuration;

/// <summary>A section may be written as one word, which then is the value of this key: <c>auth: none</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ScalarKeyAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
