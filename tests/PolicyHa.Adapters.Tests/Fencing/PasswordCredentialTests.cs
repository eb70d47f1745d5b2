using PolicyHa.Adapters.Fencing;

namespace PolicyHa.Adapters.Tests.Fencing;

/// <summary>The only tests that set the variable, and one after the other.</summary>
public sealed class PasswordCredentialTests : IDisposable
{
    const string Variable = "CREDENTIALS_DIRECTORY";

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory();

    public PasswordCredentialTests() => Environment.SetEnvironmentVariable(Variable, directory.FullName);

    [Fact]
    public void It_is_read_from_what_systemd_hands_over_at_each_use()
    {
        var device = With("bmc");
        Write("bmc", " first \n");
        Assert.Empty(Problems(device));
        Assert.Equal("first", DevicePassword.Read(device));

        Write("bmc", "second");
        Assert.Equal("second", DevicePassword.Read(device));
    }

    [Fact]
    public void One_that_is_not_there_or_empty_is_named()
    {
        Write("empty", "\n");

        Assert.Contains("credential bmc cannot be read", Assert.Single(Problems(With("bmc"))), StringComparison.Ordinal);
        Assert.Contains("credential empty is empty", Assert.Single(Problems(With("empty"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_systemd_hands_over_none_it_is_said_how_to_have_it_do_so()
    {
        Environment.SetEnvironmentVariable(Variable, null);

        Assert.Contains("LoadCredential=bmc:FILE", Assert.Single(Problems(With("bmc"))), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => DevicePassword.Read(With("bmc")));
    }

    [Theory]
    [InlineData("../bmc")]
    [InlineData("/etc/hostname")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a\0b")]
    public void A_name_that_leads_elsewhere_is_refused(string name)
    {
        Directory.CreateDirectory(Path.Combine(directory.FullName, "a"));
        Write("a/b", "secret");

        Assert.Contains("is no name of a credential", Assert.Single(Problems(With(name))), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_another_way_it_is_refused()
    {
        Write("bmc", "secret");
        var device = With("bmc");
        device.PasswordFile = "/etc/hostname";

        Assert.Contains("as password_file and password_credential; keep one", Assert.Single(Problems(device)), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        directory.Delete(recursive: true);
    }

    void Write(string name, string text) => File.WriteAllText(Path.Combine(directory.FullName, name), text);

    static IEnumerable<string> Problems(FencingDeviceOptions device) => new FencingOptions { Devices = [device] }.Validate().Select(p => p.Message);

    static FencingDeviceOptions With(string credential) => new() { Address = "https://{host}.bmc.example", Username = "admin", PasswordCredential = credential };
}
