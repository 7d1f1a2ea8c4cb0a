using Spectre.Console;
using Spectre.Console.Rendering;

namespace FraudMl.Reporting;

/// <summary>A line above a live bar: broken between words, and as wide as the console, since it is printed over the bar and would
/// leave the rest of it standing.</summary>
internal sealed class PrintedLine(string line) : IRenderable
{
    private const int Indent = 4;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => line.ReplaceLineEndings("\n").Split('\n')
        .SelectMany(part => Broken(part, maxWidth)).SelectMany(part => new[] { Full(part, maxWidth), Segment.LineBreak });

    private static IEnumerable<string> Broken(string rest, int width)
    {
        int indent = width > 2 * Indent ? Indent : 0;
        while (rest.Length > width && width > 0)
        {
            int end = rest.LastIndexOf(' ', width);
            if (end <= indent) end = width;
            yield return rest[..end];
            rest = new string(' ', indent) + rest[end..].TrimStart(' ');
        }

        yield return rest;
    }

    private static Segment Full(string text, int width) =>
        new(text + new string(' ', Math.Max(0, width - new Segment(text).CellCount())));
}
