using System.Text;
using PolicyHa.Adapters.Fencing.Http;

namespace PolicyHa.Adapters.Fencing.Redfish;

/// <summary>What a BMC says about what went wrong.</summary>
static class BmcWords
{
    /// <summary>Of an error, or of a task; nothing where it speaks no Redfish.</summary>
    public static string Of(string body)
    {
        if (JsonParts.Parse(Encoding.UTF8.GetBytes(body)) is not { } answer)
            return "";
        var error = JsonParts.Child(answer, "error");
        var messages = JsonParts.Items(JsonParts.Child(answer, "Messages")).Select(m => JsonParts.Text(m, "Message"));
        return string.Join(" ", new[] { JsonParts.Text(error, "code"), JsonParts.Text(error, "message") }.Concat(messages).OfType<string>());
    }
}
