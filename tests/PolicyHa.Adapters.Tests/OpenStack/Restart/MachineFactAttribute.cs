using Xunit.Abstractions;
using Xunit.Sdk;

namespace PolicyHa.Adapters.Tests.OpenStack.Restart;

/// <summary>A fact that a class may need a program for. Where <see cref="NeedsSshdAttribute"/> is not met it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("PolicyHa.Adapters.Tests.OpenStack.Restart.MachineFactDiscoverer", "PolicyHa.Adapters.Tests")]
public sealed class MachineFactAttribute : FactAttribute;

/// <summary>The tests of the class talk to a real sshd.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsSshdAttribute : Attribute
{
    /// <summary>Null: it is met.</summary>
    public static string? Missing { get; } = File.Exists(SshDaemon.Program) && File.Exists(SshDaemon.KeyMaker)
        ? null
        : "no sshd is on this machine: make test installs it, or apt-get install openssh-server openssh-client";
}

public sealed class MachineFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new MachineTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class MachineTestCase : XunitTestCase
{
    [Obsolete("xunit makes it so before it reads it back.")]
    public MachineTestCase()
    {
    }

    public MachineTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
            ?? (TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsSshdAttribute)).Any() ? NeedsSshdAttribute.Missing : null);
}
