using System.Globalization;

namespace PolicyHa.Adapters.Fencing;

/// <summary>What devices are called in the record of a fence and in levels.</summary>
static class DeviceNames
{
    /// <summary>For one without a name: <c>device-1</c> is the first of the list.</summary>
    public static string Of(FencingOptions options, int index) => options.Devices[index].Name is { Length: > 0 } name
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"device-{index + 1}");
}
