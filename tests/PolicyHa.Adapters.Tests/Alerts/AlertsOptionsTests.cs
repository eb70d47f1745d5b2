using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.Alerts;
using PolicyHa.Adapters.Alerts.Delivery;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.Tests.Alerts;

public sealed class AlertsOptionsTests
{
    static readonly Uri Url = new("https://nagios/nrdp/");

    static readonly AlertsOptions Good = new()
    {
        Nagios = [new() { Url = Url, Token = new() { Value = "hush-token" } }],
        Sensu = [new()],
        Webhook = [new() { Url = Url, Secrets = [new() { Value = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }] }],
    };

    [Fact]
    public void Good_options_have_no_problems() => Assert.Empty(Good.Validate());

    [Fact]
    public void All_problems_are_said_at_once_each_with_its_path()
    {
        var bad = new AlertsOptions
        {
            Nagios =
            [
                new()
                {
                    Name = "",
                    Url = new Uri("https://me:pw@nagios/"),
                    Service = "a;b",
                    Timeout = TimeSpan.FromMinutes(5),
                },
            ],
            Sensu = [new() { Url = new Uri("ftp://agent"), Check = "compute ha", Interval = 0, Ttl = 4 }],
            Webhook = [new() { Secrets = [new() { Value = "whsec_short" }, new() { File = "/no/such/file" }] }],
        };
        Assert.Equal(
        [
            "nagios[0].name", "nagios[0].url", "nagios[0].timeout", "nagios[0].token", "nagios[0].service",
            "sensu[0].url", "sensu[0].check", "sensu[0].interval", "sensu[0].ttl",
            "webhook[0].url", "webhook[0].secrets[0]", "webhook[0].secrets[1]",
        ],
        bad.Validate().Select(p => p.Path));
    }

    [Theory]
    [InlineData(60, 60, true)]
    [InlineData(60, 61, false)]
    [InlineData(1, 4, true)]
    [InlineData(1, 5, false)]
    public void Sensus_ttl_is_more_than_its_interval_and_at_least_5_s(int interval, int ttl, bool isWrong) =>
        Assert.Equal(isWrong, new SensuOptions { Interval = interval, Ttl = ttl }.Validate().Any(p => p.Path == "ttl"));

    [Fact]
    public void Two_sinks_of_one_name_are_a_problem() =>
        Assert.Equal(
            "2 sinks are named 'sensu', expected one: set name",
            Assert.Single((Good with { Sensu = [new(), new()] }).Validate()).Message);

    [Fact]
    public void A_secret_is_kept_in_one_place_only() =>
        Assert.Equal("expected exactly one of value, file and environment",
            new SecretSource { Value = "a", File = "b" }.Problem());

    [Fact]
    public void A_secret_may_be_in_the_environment()
    {
        const string name = "POLICYHA_TEST_SECRET";
        Assert.Equal(
            $"environment variable {name} is empty or not set", new SecretSource { Environment = name }.Problem());
        Environment.SetEnvironmentVariable(name, "hush");
        Assert.Equal("hush", new SecretSource { Environment = name }.Read());
    }

    [Fact]
    public void Secrets_are_never_shown()
    {
        Assert.DoesNotContain("hush-token", Good.Nagios[0].ToString(), StringComparison.Ordinal);
        var bad = Good with
        {
            Nagios = [Good.Nagios[0] with { Service = "" }],
            Webhook = [Good.Webhook[0] with { Secrets = [new() { Value = "hush-secret" }] }],
        };
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAlerts(bad));
        Assert.Contains("alerts.nagios[0].service: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("alerts.webhook[0].secrets[0]: is no secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_configured_sink_and_the_dispatcher_are_registered()
    {
        using var services = new ServiceCollection().AddLogging().AddAlerts(Good)
            .AddSingleton<IAlertOutbox>(new MemoryOutbox()).BuildServiceProvider();
        Assert.Equal(Good.SinkNames, services.GetServices<IAlertSink>().Select(s => s.Name));
        Assert.NotNull(services.GetRequiredService<AlertDispatcher>());
    }
}
