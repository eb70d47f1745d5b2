using PolicyHa.Rules.Documents;
using PolicyHa.Rules.Problems;

namespace PolicyHa.Rules.Tests.Documents;

/// <summary>Every character of a value knows its place in the file.</summary>
public class YamlReaderTests
{
    [Theory]
    [InlineData("key: plain X text")]
    [InlineData("key: 'single ''quoted'' X text'")]
    [InlineData("key: \"double \\\"quoted\\\" \\x41\\u00e9\\U0001F600 X text\"")]
    [InlineData("key: plain over\n  several\n\n  lines X text")]
    [InlineData("key: 'quoted over\n  several\n\n  lines X text'")]
    [InlineData("key: \"escaped \\\n  line ends X text\"")]
    [InlineData("key: |\n  a block\n\n    with indentation\n  and X text\n")]
    [InlineData("key: |2\n    that starts indented\n  and X text\n")]
    [InlineData("key: |- # a comment\n  a block\n  and X text")]
    [InlineData("key: >\n  a folded\n  block\n\n  and X text\n")]
    [InlineData("- {other: 1, key: plain X text}")]
    [InlineData("# été 😀\nkey: X\n")]
    public void A_part_of_a_text_is_found_where_it_is_written(string yaml)
    {
        var source = new SourceText("f.yaml", yaml);
        var scalar = Scalars(Read(source)).Single(s => s.Value.Contains('X', StringComparison.Ordinal));

        var span = scalar.SpanOf(scalar.Value.IndexOf('X', StringComparison.Ordinal), 1);

        Assert.Equal("X", source.Text.Substring(span.Offset, span.Length));
    }

    [Fact]
    public void Tabs_before_the_lines_of_a_block_move_no_place()
    {
        var source = new SourceText("f.yaml", "key: |\n \ta block\n \t\n  drawn with tabs\n \tand X text\n");
        var scalar = Scalars(YamlReader.Read(source, new ProblemLog())!).Last();

        var span = scalar.SpanOf(scalar.Value.IndexOf('X', StringComparison.Ordinal), 1);

        Assert.Equal("X", source.Text.Substring(span.Offset, span.Length));
    }

    [Fact]
    public void Line_ends_of_other_systems_and_a_byte_order_mark_change_no_place()
    {
        var unix = new SourceText("f", "a: 1\nb: |\n  x\n  y\n");
        var windows = new SourceText("f", "\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n");

        Assert.Equal(unix.Text, windows.Text);
        Assert.Equal((4, 3), windows.Position(windows.Text.IndexOf('y', StringComparison.Ordinal)));
        Assert.Equal("  y", windows.Line(4));
    }

    [Fact]
    public void Words_that_other_readers_take_for_booleans_stay_texts() =>
        Assert.Equal(["a", "no", "b", "on", "c", "~", "d", "0x10"],
            Scalars(Read(new SourceText("f", "{a: no, b: on, c: ~, d: 0x10}"))).Select(s => s.Value));

    [Fact]
    public void A_file_that_is_too_large_is_not_read_at_all()
    {
        var problems = new ProblemLog();

        Assert.Null(YamlReader.Read(new SourceText("f", new string('#', YamlReader.LengthMax + 1)), problems));
        Assert.Equal("HA111", Assert.Single(problems.Sorted([])).Code);
    }

    [Theory]
    [InlineData("a: [b, {c\n")]
    [InlineData("a: b\nc: !![\n")]
    public void What_the_parser_itself_trips_over_is_a_problem_with_a_place(string yaml)
    {
        var problems = new ProblemLog();

        Assert.Null(YamlReader.Read(new SourceText("f", yaml), problems));
        var problem = Assert.Single(problems.Sorted([]));
        Assert.Equal("HA102", problem.Code);
        Assert.InRange(problem.Line, 1, 3);
    }

    static YamlNode Read(SourceText source)
    {
        var problems = new ProblemLog();
        var node = YamlReader.Read(source, problems);
        Assert.Empty(problems.Sorted([source]));
        return node!;
    }

    static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Key).Concat(Scalars(e.Value))),
        YamlSequence list => list.Items.SelectMany(Scalars),
        _ => [(YamlScalar)node],
    };
}
