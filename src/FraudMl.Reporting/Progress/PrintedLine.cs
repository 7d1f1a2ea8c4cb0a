using Spectre.Console;
using Spectre.Console.Rendering;

namespace FraudMl.Reporting;

/// <summary>A line above a live bar: broken between words, and as wide as the console, since it is printed over the bar and would
/// leave the rest of it standing.</summary>
internal sealed class PrintedLine(string line) : IRenderable
{
    private const int Indent = 4;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        string rest = line;
        while (rest.Length > maxWidth)
        {
            int end = rest.LastIndexOf(' ', maxWidth);
            if (end <= Indent) end = maxWidth;
            yield return Full(rest[..end], maxWidth);
            yield return Segment.LineBreak;
            rest = new string(' ', Indent) + rest[end..].TrimStart(' ');
        }

        yield return Full(rest, maxWidth);
        yield return Segment.LineBreak;
    }

    private static Segment Full(string text, int width) =>
        new(text + new string(' ', Math.Max(0, width - new Segment(text).CellCount())));
}
