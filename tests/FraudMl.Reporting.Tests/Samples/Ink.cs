using SkiaSharp;

namespace FraudMl.Reporting.Tests;

public static class Ink
{
    /// <summary>Returns the share of a chart's pixels that are not white.</summary>
    public static double Share(byte[] png)
    {
        using SKBitmap picture = SKBitmap.Decode(png);
        return Share(picture, new SKRectI(0, 0, picture.Width, picture.Height));
    }

    /// <summary>Returns the share of pixels that are not white.</summary>
    public static double Share(SKBitmap picture, SKRectI area)
    {
        int inked = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                if (picture.GetPixel(x, y) != SKColors.White) inked++;
            }
        }

        return (double)inked / (area.Width * area.Height);
    }
}
