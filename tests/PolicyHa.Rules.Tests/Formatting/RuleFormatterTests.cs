using PolicyHa.Rules.Formatting;

namespace PolicyHa.Rules.Tests.Formatting;

/// <summary>Tables are aligned; every other character stays.</summary>
public class RuleFormatterTests
{
    const string Crooked = """
        # a comment | with | bars
        language:   1
        policy: 'x'   # odd   spacing stays
        nonsense: [kept, as,   it is]
        tables:
        - name: t
          rows: |
            | id | admin || pet |
            |---|:---:||--:|
              | a | up|degraded || none |

            | longer-id |  - || fence, evacuate |
          for: host
        - name: u
          rows: "| id | x || y |\n| a | b || c |"

        """;

    const string Straight = """
        # a comment | with | bars
        language:   1
        policy: 'x'   # odd   spacing stays
        nonsense: [kept, as,   it is]
        tables:
        - name: t
          rows: |
            | id        | admin       || pet             |
            |-----------|:-----------:||----------------:|
            | a         | up|degraded || none            |

            | longer-id | -           || fence, evacuate |
          for: host
        - name: u
          rows: "| id | x || y |\n| a | b || c |"

        """;

    [Fact]
    public void Columns_are_aligned_and_nothing_else_changes()
    {
        var formatted = Format(Crooked);

        Assert.Equal(Straight, formatted.Text);
        Assert.Empty(formatted.Problems);
    }

    [Fact]
    public void Formatting_again_changes_nothing() => Assert.Equal(Straight, Format(Straight).Text);

    [Fact]
    public void The_shipped_policy_is_formatted() =>
        Assert.Equal(ShippedPolicies.Default.Text, Format(ShippedPolicies.Default.Text).Text);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Line_ends_and_a_byte_order_mark_stay(string lineEnd)
    {
        var crooked = "\uFEFF" + Crooked.ReplaceLineEndings(lineEnd);

        Assert.Equal("\uFEFF" + Straight.ReplaceLineEndings(lineEnd), Format(crooked).Text);
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_told_and_stays_while_others_are_aligned()
    {
        var text = """
            language: 1
            tables:
            - rows: |
                | id | a |b || c |
                | x | y || z |
            - rows: |
                | id | a || b |
                | long | y || z |
            """;

        var formatted = Format(text);

        Assert.Equal("HA109", Assert.Single(formatted.Problems).Code);
        Assert.Equal(4, formatted.Problems[0].Line);
        Assert.Equal(
            text.Replace("| id | a || b |", "| id   | a || b |", StringComparison.Ordinal), formatted.Text);
    }

    [Fact]
    public void Tabs_before_rows_become_the_indentation_of_the_header()
    {
        var formatted = Format("rows: |\n  | i | x || y |\n \t| long | b || c |\n \t| a | b || c |\n");

        Assert.Equal("rows: |\n  | i    | x || y |\n  | long | b || c |\n  | a    | b || c |\n", formatted.Text);
    }

    [Fact]
    public void A_text_that_is_not_yaml_is_told_and_stays()
    {
        var formatted = Format("a: [b\n");

        Assert.Equal("a: [b\n", formatted.Text);
        Assert.Equal("HA102", Assert.Single(formatted.Problems).Code);
    }

    [Theory]
    [InlineData("é", "|---|---||---|\n    | é | b || c |\n")]
    [InlineData("e\u0301", "|---|---||---|\n    | e\u0301 | b || c |\n")]
    [InlineData("ab", "|----|---||---|\n    | ab | b || c |\n")]
    public void Widths_are_counted_as_people_count_characters(string id, string drawn) =>
        Assert.EndsWith(drawn, Format($"t:\n  rows: |\n    | i | x || y |\n    |---|---||---|\n    | {id} | b || c |\n").Text,
            StringComparison.Ordinal);

    [Fact]
    public void A_rule_of_colons_in_a_narrow_table_does_not_turn_into_a_row() =>
        Assert.Contains("|---|---||---|", Format("rows: |\n  | i | x || y |\n  |:---:|:---:||:---:|\n  | a | b || c |\n").Text,
            StringComparison.Ordinal);

    static FormattedText Format(string text) => RuleFormatter.Format("rules.yaml", text);
}
