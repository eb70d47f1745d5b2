using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>What an editor, a merge or a cat on the keyboard makes of a text.</summary>
static class Mutator
{
    static readonly string[] Snippets =
    [
        "|", "||", " | ", " || ", "\n", "\r\n", "\r", "\t", "\"", "'", "{", "}", "[", "]", ":", ": ", ",", "- ", "? ",
        "#", " #", "&a ", "*a", "!!int ", "---\n", "...\n", "%", "@", "`", "|2-\n", ">+\n", "<<: ", "~", "=", "=1 ", "=x",
        "!", "!down", "*", "..", "[1..5]", ">", ">=3", "<", "after 5m: ", "params.", "none", "unknown", "otherwise", "\\",
        "\\x", "\\u00", "\u2028", "\u2029", "\u0085", "\f", "\ud83d", "\ude00", "\ud83d\ude00", "\0", "é", "e\u0301",
        "\uFEFF", "9223372036854775808", "-1", "1e999", "0x", "7u", "b'", "duration('1h')", "host.", "((((((((", "????",
        "has(", ".map(x, ", ".all(i, ", " && ", " || ", " ? ", " in ", "recovery", "down", "rows: |\n    ", "    ",
    ];

    public static string Mutate(string original, Dice dice)
    {
        var text = new StringBuilder(original);
        for (var change = 1 + dice.Below(4); change > 0; change--)
            Change(text, dice);
        return text.ToString();
    }

    static void Change(StringBuilder text, Dice dice)
    {
        var at = dice.Below(text.Length + 1);
        var length = Math.Min(dice.OneIn(4) ? dice.Below(400) : dice.Below(20), text.Length - at);
        switch (dice.Below(7))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(dice.Below(text.Length + 1), text.ToString(at, length));
                break;
            case 2 when dice.OneIn(4):
                text.Length = at;
                break;
            case 3 when length > 0:
                text[at] = (char)dice.Below(dice.OneIn(4) ? 0x10000 : 0x80);
                break;
            case 4:
                text.Insert(at, string.Concat(Enumerable.Repeat(dice.Of(Snippets), 1 + dice.Below(dice.OneIn(8) ? 200 : 4))));
                break;
            default:
                text.Insert(at, dice.Of(Snippets));
                break;
        }
    }
}
