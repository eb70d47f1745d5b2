using System.Text.Json.Nodes;
using PolicyHa.Api.Commands.Evaluation;

namespace PolicyHa.Api.Tests.Evaluation;

public class EvalBatchTests
{
    [Theory]
    [InlineData("null", """{"null_value":"NULL_VALUE"}""")]
    [InlineData("1 < 2", """{"bool_value":"true"}""")]
    [InlineData("-9223372036854775808", """{"int64_value":"-9223372036854775808"}""")]
    [InlineData("1.0", """{"double_value":"1"}""")]
    [InlineData("-1.0 / 0.0", """{"double_value":"-inf"}""")]
    [InlineData("0.0 / 0.0", """{"double_value":"nan"}""")]
    [InlineData("'\u00e9'", """{"string_value":"\u00E9"}""")]
    [InlineData("[]", """{"list_value":{"values":[]}}""")]
    [InlineData("[1]", """{"list_value":{"values":[{"int64_value":"1"}]}}""")]
    [InlineData("{'a': 1}",
        """{"map_value":{"entries":[{"key":{"string_value":"a"},"value":{"int64_value":"1"}}]}}""")]
    [InlineData("duration('-1.5s')",
        """{"object_value":{"[type.googleapis.com/google.protobuf.Duration]":{"seconds":"-1","nanos":"-500000000"}}}""")]
    [InlineData("timestamp('1970-01-01T00:00:01Z')",
        """{"object_value":{"[type.googleapis.com/google.protobuf.Timestamp]":{"seconds":"1","nanos":"0"}}}""")]
    public void Values_are_typed_as_in_the_published_cases(string expression, string value) =>
        Assert.Equal($$"""{"value":{{value}}}""", Ask(expression));

    [Theory]
    [InlineData("""{"int64_value":"1"}""", "x == 1")]
    [InlineData("""{"int64_value":1}""", "x == 1")]
    [InlineData("""{"value":{"int64_value":"1"}}""", "x == 1")]
    [InlineData("""{"bool_value":"true"}""", "x")]
    [InlineData("""{"bool_value":true}""", "x")]
    [InlineData("""{"null_value":"NULL_VALUE"}""", "x == null")]
    [InlineData("""{"double_value":"-1e15"}""", "x == -1e15")]
    [InlineData("""{"double_value":"inf"}""", "x == 1.0 / 0.0")]
    [InlineData("""{"list_value":{"values":{"int64_value":"1"}}}""", "x == [1]")]
    [InlineData("""{"list_value":{}}""", "x == []")]
    [InlineData("""{"map_value":{"entries":{"key":{"string_value":"a"},"value":{"int64_value":"1"}}}}""", "x.a == 1")]
    [InlineData("""{"map_value":{}}""", "x == {}")]
    [InlineData("""{"object_value":{"[type.googleapis.com/google.protobuf.Duration]":{"seconds":"1"}}}""",
        "x == duration('1s')")]
    [InlineData("""{"object_value":{"[type.googleapis.com/google.protobuf.Timestamp]":{"seconds":"1","nanos":"5"}}}""",
        "x == timestamp('1970-01-01T00:00:01.000000005Z')")]
    [InlineData("1", "x == 1")]
    [InlineData("[1.5, \"a\", null, false]", "x == [1.5, 'a', null, false]")]
    public void Bindings_are_read_as_the_published_cases_write_them(string value, string expression)
    {
        Assert.Equal("""{"value":{"bool_value":"true"}}""", Ask(expression, $$"""{"x":{{value}}}"""));
        Assert.Equal("""{"value":{"bool_value":"true"}}""",
            Ask(expression, $$$"""[{"key":"x","value":{"value":{{{value}}}}}]"""));
    }

    [Fact]
    public void One_entry_may_stand_without_brackets() =>
        Assert.Equal("""{"value":{"int64_value":"7"}}""",
            Ask("x", """{"key":"x","value":{"value":{"int64_value":"7"}}}"""));

    [Theory]
    [InlineData("""{"uint64_value":"1"}""")]
    [InlineData("""{"bytes_value":"AA=="}""")]
    [InlineData("""{"enum_value":{"type":"E","value":1}}""")]
    [InlineData("""{"type_value":"int"}""")]
    [InlineData("""{"object_value":{"[type.googleapis.com/google.protobuf.Int64Value]":{"value":"1"}}}""")]
    [InlineData("""{"list_value":{"values":[{"uint64_value":"1"}]}}""")]
    [InlineData("""{"object_value":{"[type.googleapis.com/google.protobuf.Duration]":{"seconds":"99999999999"}}}""")]
    public void A_value_of_a_kind_we_do_not_have_is_unsupported_never_something_else(string value) =>
        Assert.StartsWith("""{"unsupported":""", Ask("true", $$"""{"x":{{value}}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("b'abc'")]
    [InlineData("type(1)")]
    [InlineData(".x")]
    [InlineData("ip('127.0.0.1')")]
    [InlineData("[cidr('10.0.0.0/8')]")]
    public void What_the_language_leaves_out_is_unsupported(string expression) =>
        Assert.StartsWith("""{"unsupported":""", Ask(expression), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"x":{"int64_value":"one"}}""")]
    [InlineData("""{"x":{"int64_value":"9223372036854775808"}}""")]
    [InlineData("""{"x":{"bool_value":"maybe"}}""")]
    [InlineData("""{"x":{"double_value":"1e999"}}""")]
    [InlineData("""{"x":{"string_value":1,"int64_value":1}}""")]
    [InlineData("""{"x":{"list_value":3}}""")]
    [InlineData("""{"x":{"map_value":{"entries":[1]}}}""")]
    [InlineData("""{"x":{"map_value":{"entries":[{"key":{"double_value":"1.5"},"value":{"int64_value":"1"}}]}}}""")]
    [InlineData("""{"x":{"object_value":{"[type.googleapis.com/google.protobuf.Duration]":3}}}""")]
    [InlineData("""{"x":{"object_value":{"[type.googleapis.com/google.protobuf.Timestamp]":{"seconds":"1e99"}}}}""")]
    [InlineData("""{"":{"int64_value":"1"}}""")]
    [InlineData("""[{"key":"x","value":{"int64_value":"1"}},{"key":"x","value":{"int64_value":"1"}}]""")]
    [InlineData("[3]")]
    [InlineData("\"x\"")]
    public void Wrong_bindings_are_an_error(string bindings) =>
        Assert.StartsWith("""{"error":""", Ask("true", bindings), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"bindings":{}}""")]
    [InlineData("""{"expr":3}""")]
    [InlineData("""{"expr":"\ud800"}""")]
    [InlineData("""{"expr":"no_such_name"}""")]
    [InlineData("""{"expr":"1 +"}""")]
    public void A_bad_line_is_an_error(string line) =>
        Assert.StartsWith("""{"error":""", EvalBatch.Answer(line), StringComparison.Ordinal);

    [Fact]
    public void A_container_is_unsupported_because_names_would_mean_something_else_in_it() =>
        Assert.StartsWith("""{"unsupported":""",
            EvalBatch.Answer("""{"expr":"1","container":"com.example"}"""), StringComparison.Ordinal);

    static string Ask(string expression, string? bindings = null)
    {
        var line = new JsonObject { ["expr"] = expression };
        if (bindings is not null)
            line["bindings"] = JsonNode.Parse(bindings);
        return EvalBatch.Answer(line.ToJsonString());
    }
}
