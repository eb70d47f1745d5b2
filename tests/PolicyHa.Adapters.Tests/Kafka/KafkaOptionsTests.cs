using Microsoft.Extensions.DependencyInjection;
using PolicyHa.Adapters.Kafka;
using PolicyHa.Adapters.Kafka.Intake;

namespace PolicyHa.Adapters.Tests.Kafka;

public sealed class KafkaOptionsTests
{
    static readonly KafkaOptions Good = new() { Brokers = ["k1:9092", "[::1]:9092"] };

    [Fact]
    public void Good_options_have_no_problems()
    {
        var security = new Dictionary<string, string> { ["security.protocol"] = "SASL_SSL", ["sasl.password"] = "x" };
        Assert.Empty((Good with { Security = security }).Validate());
    }

    [Fact]
    public void All_problems_are_said_at_once_each_with_its_path()
    {
        var bad = new KafkaOptions
        {
            Brokers = ["k1", "k2:99999", "k3:9092,k4:9092"],
            Topic = "a b",
            QuarantineTopic = "a b",
            Group = " ",
            BatchMax = 0,
            Security = new Dictionary<string, string>
            {
                ["group.id"] = "x",
                ["sasl.password"] = "env:POLICYHA_NO_SUCH_VARIABLE",
                ["ssl.key.password"] = "file:/no/such/file",
            },
        };
        Assert.Equal(
        [
            "brokers[0]", "brokers[1]", "brokers[2]", "topic", "quarantineTopic", "quarantineTopic", "group",
            "batchMax",
            "security.group.id", "security.sasl.password", "security.ssl.key.password",
        ],
        bad.Validate().Select(p => p.Path));
    }

    [Fact]
    public void Without_a_broker_it_says_so_at_registration()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddKafkaIntake(new KafkaOptions()));
        Assert.StartsWith(
            "kafka.brokers: none given, expected at least one host:port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_consumer_is_registered()
    {
        using var services = new ServiceCollection().AddLogging().AddKafkaIntake(Good).BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<HealthEventConsumer>());
    }

    [Theory]
    [InlineData("ha.health.v1/3@17", "ha.health.v1")]
    [InlineData("http 10.0.0.7", "http 10.0.0.7")]
    [InlineData("/v1/events", "/v1/events")]
    public void An_origin_knows_its_topic(string origin, string topic) => Assert.Equal(topic, Origins.TopicOf(origin));
}
