namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

public sealed class AgentServiceRestartContractTests() : ServiceRestartContract(new AgentHome());

[NeedsSshd]
public sealed class SshServiceRestartContractTests() : ServiceRestartContract(new SshHome());
