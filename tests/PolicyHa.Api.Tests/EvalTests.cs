using PolicyHa.Api.Tests.Support;

namespace PolicyHa.Api.Tests;

public class EvalTests
{
    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("'a' + 'b'", "'ab'")]
    [InlineData("[1, 2].map(x, x * 2)", "[2, 4]")]
    [InlineData("duration('90s') > duration('1m')", "true")]
    public async Task An_expression_prints_its_value(string expression, string printed)
    {
        var (exit, output, errors) = await Terminal.RunAsync("eval", expression);

        Assert.Equal((0, printed, ""), (exit, output.TrimEnd(), errors));
    }

    [Fact]
    public async Task A_wrong_expression_ends_with_1_and_a_caret_under_the_mistake()
    {
        var vars = Terminal.FileWith("hosts: 3\n", "vars.yaml");

        var (exit, output, errors) = await Terminal.RunAsync("eval", "1 + hots", "--vars", vars);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(
            "expression:1:5: error HA202: undeclared name 'hots'\n1 + hots\n    ^^^^\nhint: did you mean 'hosts'?\n\n",
            errors);
    }

    [Fact]
    public async Task An_error_of_the_run_is_pointed_at_too()
    {
        var (exit, output, errors) = await Terminal.RunAsync("eval", "2 * (1 / 0)");

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith("expression:1:6: error: divide by zero\n2 * (1 / 0)\n     ^", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vars.yaml", "n: 3\nname: c1\nup: true\nload: 1.5\ntags: {rack: r1}\nhosts: [a, 'b', \"3\"]\n")]
    [InlineData("vars.json", """
        {"n": 3, "name": "c1", "up": true, "load": 1.5, "tags": {"rack": "r1"}, "hosts": ["a", "b", "3"]}
        """)]
    public async Task Variables_come_from_a_file(string file, string text)
    {
        const string expression =
            "n == 3 && name == 'c1' && up && load > 1.4 && tags.rack == 'r1' && hosts[2] == '3' && size(hosts) == n";

        Assert.Equal("true", (await Terminal.RunAsync("eval", expression, "--vars", Terminal.FileWith(text, file)))
            .Output.TrimEnd());
    }

    [Theory]
    [InlineData("vars.yaml", "- a\n", "one mapping of names and values")]
    [InlineData("vars.yaml", "a: [1\n", "vars.yaml:")]
    [InlineData("vars.yaml", "'': 1\n", "a variable has no name")]
    [InlineData("vars.json", "{\"a\": 1,\n nonsense}", "vars.json:2:")]
    [InlineData("vars.json", "{\"a\": \"\\ud800\"}", "not valid Unicode")]
    public async Task A_wrong_file_of_variables_ends_with_2_and_says_where(string file, string text, string wanted)
    {
        var (exit, _, errors) = await Terminal.RunAsync("eval", "1", "--vars", Terminal.FileWith(text, file));

        Assert.Equal(2, exit);
        Assert.Contains(wanted, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_explodes_by_aliases_is_refused()
    {
        var text = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + string.Concat("bcdefgh".Select(
            c => $"{c}: &{c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));

        var (exit, _, errors) = await Terminal.RunAsync("eval", "1", "--vars", Terminal.FileWith(text, "vars.yaml"));

        Assert.Equal(2, exit);
        Assert.Contains("more than 100000 values", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 2", """{"value":{"int64_value":"3"}}""", 0)]
    [InlineData("1 / 0", """{"error":"divide by zero"}""", 1)]
    [InlineData("7u", """{"unsupported":"unsigned numbers are not supported; write 7"}""", 1)]
    public async Task Json_prints_one_document(string expression, string printed, int code)
    {
        var (exit, output, _) = await Terminal.RunAsync("eval", expression, "--json");

        Assert.Equal((code, printed), (exit, output.TrimEnd()));
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("eval 1 --batch x")]
    [InlineData("eval --batch x --vars y")]
    [InlineData("eval 1 2")]
    public async Task Wrong_usage_ends_with_2(string line) =>
        Assert.Equal(2, (await Terminal.RunAsync(line.Split(' '))).Exit);

    [Fact]
    public async Task A_batch_answers_each_line_in_order_whatever_it_holds()
    {
        string[] lines = ["""{"expr":"1"}""", "", "nonsense", """{"expr":"2"}"""];

        var (exit, output, _) = await Terminal.RunAsync(
            "eval", "--batch", Terminal.FileWith(string.Join('\n', lines), "batch.jsonl"));

        Assert.Equal(0, exit);
        Assert.Equal(
            [
                """{"value":{"int64_value":"1"}}""",
                """{"error":"the line is not JSON (byte 1)"}""",
                """{"error":"the line is not JSON (byte 2)"}""",
                """{"value":{"int64_value":"2"}}""",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_ends_with_2() =>
        Assert.Equal(2, (await Terminal.RunAsync("eval", "--batch", "/nowhere/batch.jsonl")).Exit);
}
