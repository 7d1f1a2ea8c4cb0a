using ScottPlot;
using SkiaSharp;

namespace FraudMl.Reporting;

/// <summary>The embedded Liberation Sans: without it, charts drawn on a Linux without fonts have no text.</summary>
internal sealed class ChartFont : IFontResolver
{
    /// <summary>A name of our own, so that no installed font is taken instead and every machine draws the same picture.</summary>
    public const string Family = "FraudMl Liberation Sans";

    static ChartFont()
    {
        (Regular, Bold) = (Load("LiberationSans-Regular.ttf"), Load("LiberationSans-Bold.ttf"));
        Fonts.FontResolvers.Add(new ChartFont());
    }

    private ChartFont()
    {
    }

    public static SKTypeface Regular { get; }

    public static SKTypeface Bold { get; }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.Bold, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Family ? null : bold ? Bold : Regular;

    /// <summary>Sets the font of one label; ScottPlot's own setter changes the process-wide default, which belongs to the user.</summary>
    public static void Apply(LabelStyle label, float size, bool bold = false)
    {
        label.Font = bold ? Bold : Regular;
        label.FontName = Family;
        label.FontSize = size;
        label.Bold = bold;
    }

    private static SKTypeface Load(string file)
    {
        using Stream stream = EmbeddedFile.Open(file);
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new FraudMlException($"The embedded font {file} can't be read. Reinstall the package FraudMl.Reporting.");
    }
}
