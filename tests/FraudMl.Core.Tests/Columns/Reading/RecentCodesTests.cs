using System.Text;

namespace FraudMl.Tests;

public sealed class RecentCodesTests
{
    /// <summary>Far more texts than places, of every length, a few of them again and again; and bytes that are no text.</summary>
    [Fact]
    public void A_text_in_UTF8_has_the_code_that_it_has_as_characters()
    {
        var random = new Random(7);
        byte[][] texts =
        [
            .. Enumerable.Range(0, 6_000).Select(
                i => Encoding.UTF8.GetBytes($"{new string('é', i % 9)}{new string('x', i % 37)}{i}")),
            [], " "u8.ToArray(), "NA"u8.ToArray(), [0], [0, 0], [0xC3], [0xFF, 0xFE], Encoding.UTF8.GetBytes(new string('y', 5_000)),
        ];
        var missing = new MissingTokens(MissingTokens.Usual);
        TextColumnReader byBytes = new("text", ColumnRoles.Feature, missing), byCharacters = new("text", ColumnRoles.Feature, missing);
        const int count = 40_000;
        for (int row = 0; row < count; row++)
        {
            byte[] text = random.Next(2) == 0 ? texts[^random.Next(1, 40)] : texts[random.Next(texts.Length)];
            byBytes.SetUtf8(row, text).ShouldBeNull();
            byCharacters.Set(row, Encoding.UTF8.GetString(text)).ShouldBeNull();
        }

        TextColumn found = byBytes.TakeRows(count), expected = byCharacters.TakeRows(count);
        found.Codes.SequenceEqual(expected.Codes).ShouldBeTrue();
        found.Dictionary.Texts.ShouldBe(expected.Dictionary.Texts);

        // Another part of the source has codes of its own.
        byBytes.SetUtf8(0, texts[^40]);
        byBytes.TakeRows(1).Codes.ToArray().ShouldBe([0]);
    }
}
