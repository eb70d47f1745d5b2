using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Adapters.Tests.Fencing.Contract;

/// <summary>The same boards, spoken to by sessions.</summary>
public sealed class RedfishSessionContractTests : RedfishContractTests
{
    protected override string Login => FencingDeviceOptions.SessionLogin;
}
