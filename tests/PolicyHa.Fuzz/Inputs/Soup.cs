using System.Text;

namespace PolicyHa.Fuzz.Inputs;

/// <summary>Bytes that nobody wrote.</summary>
static class Soup
{
    const string Letters = " \n|:-[]{}'\"#,&*!?>%@`=<.()0123456789abcdeux\\/\t~+$^;_";

    public static string Make(Dice dice) => dice.Below(3) switch
    {
        0 => Encoding.UTF8.GetString(dice.Bytes(dice.Below(300))),
        1 => new string([.. Enumerable.Range(0, dice.Below(150)).Select(_ => (char)dice.Below(0x10000))]),
        _ => new string([.. Enumerable.Range(0, dice.Below(400)).Select(_ => Letters[dice.Below(Letters.Length)])]),
    };
}
