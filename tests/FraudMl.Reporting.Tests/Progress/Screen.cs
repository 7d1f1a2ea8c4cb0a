using System.Text;
using System.Text.RegularExpressions;

namespace FraudMl.Reporting.Tests;

/// <summary>What a terminal shows after it was written to: lines, wrapping, and the control sequences that live displays use.</summary>
internal static partial class Screen
{
    public static string[] Of(string written, int width)
    {
        var lines = new List<StringBuilder> { new() };
        (int row, int column) = (0, 0);
        foreach (Match part in Parts().Matches(written))
        {
            string text = part.Value;
            if (text == "\r") column = 0;
            else if (text == "\n") (row, column) = (row + 1, 0);
            else if (text[0] == '\u001b')
            {
                int count = part.Groups["count"].Value is { Length: > 0 } digits ? int.Parse(digits) : 0;
                switch (part.Groups["verb"].Value)
                {
                    case "A": row = Math.Max(0, row - Math.Max(1, count)); break;
                    case "B": row += Math.Max(1, count); break;
                    case "K" when count == 2: lines[row].Clear(); break;
                    case "K" when lines[row].Length > column: lines[row].Length = column; break;
                }
            }
            else
            {
                if (column == width) (row, column) = (row + 1, 0);
                while (lines.Count <= row) lines.Add(new());
                if (lines[row].Length <= column) lines[row].Append(' ', column + 1 - lines[row].Length);
                lines[row][column++] = text[0];
            }

            while (lines.Count <= row) lines.Add(new());
        }

        return [.. lines.Select(line => line.ToString().TrimEnd())];
    }

    [GeneratedRegex("\u001b\\[\\??(?<count>\\d*)[\\d;]*(?<verb>[A-Za-z])|[\\s\\S]")]
    private static partial Regex Parts();
}
