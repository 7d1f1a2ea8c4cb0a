using ScottPlot;

namespace FraudMl.Reporting.Tests;

public sealed class ChartFontTests
{
    [Fact]
    public void The_typefaces_come_from_the_assembly()
    {
        ChartFont.Regular.FamilyName.ShouldBe("Liberation Sans");
        ChartFont.Bold.IsBold.ShouldBeTrue();
        Fonts.GetTypeface(ChartFont.Family, bold: false, italic: false).Handle.ShouldBe(ChartFont.Regular.Handle);
        Fonts.GetTypeface(ChartFont.Family, bold: true, italic: false).Handle.ShouldBe(ChartFont.Bold.Handle);
    }

    [Fact]
    public void Every_character_that_charts_write_has_a_glyph()
    {
        const string Written = "ABCXYZabcxyz0123456789.,:%=()+-–…±≥éüßøñ";

        ChartFont.Regular.ContainsGlyphs(Written).ShouldBeTrue();
        ChartFont.Bold.ContainsGlyphs(Written).ShouldBeTrue();
    }

    [Fact]
    public void Charts_neither_change_nor_follow_the_fonts_of_the_process()
    {
        string before = Fonts.Default;
        byte[] expected = Draw();
        Fonts.Default.ShouldBe(before);
        Fonts.DefaultFontStyle.ShouldBeNull();
        try
        {
            Fonts.Default = "No Such Font";

            Draw().ShouldBe(expected);
        }
        finally
        {
            Fonts.Default = before;
        }
    }

    private static byte[] Draw() =>
        ConfusionMatrixChart.Draw("Model", Evaluation.Of(new ScoredRows([true, false, true], [0.9, 0.1, 0.2]), new() { DrawCount = 0 }));
}
