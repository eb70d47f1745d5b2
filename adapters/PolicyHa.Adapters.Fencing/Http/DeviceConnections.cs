namespace PolicyHa.Adapters.Fencing.Http;

/// <summary>The ways to the devices that are spoken to by HTTP.</summary>
sealed class DeviceConnections(IHttpClientFactory clients, HttpPipelines pipelines, TimeProvider clock)
{
    /// <param name="index">Of the device in <see cref="FencingOptions.Devices"/>.</param>
    /// <param name="name">What it is called in messages; holds no secret.</param>
    /// <param name="words">See <see cref="DeviceCalls.Words"/>.</param>
    /// <param name="secrets">See <see cref="DeviceCalls.Secrets"/>.</param>
    /// <param name="refusesBy503">See <see cref="DeviceCalls.RefusesBy503"/>.</param>
    /// <param name="login">See <see cref="DeviceCalls.Login"/>.</param>
    public DeviceCalls To(
        int index, string name, Func<string, string> words, Func<IEnumerable<string>> secrets, bool refusesBy503 = true, ICallLogin? login = null) =>
        new(name, clients.CreateClient(DeviceHttp.ClientName(index)), pipelines.For(index), clock)
        {
            Words = words,
            Secrets = secrets,
            RefusesBy503 = refusesBy503,
            Login = login,
        };
}
