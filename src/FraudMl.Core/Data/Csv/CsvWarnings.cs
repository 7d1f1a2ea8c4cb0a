using System.Globalization;

namespace FraudMl;

/// <summary>Finds out why a column of numbers or dates was read as texts.</summary>
internal static class CsvWarnings
{
    private const int MostOddTexts = 3, LongestToken = 12, MostTexts = 1000;

    /// <summary>Returns what was noticed about a column of texts that nobody said to be texts.</summary>
    public static IEnumerable<DatasetWarning> Of(TextColumn column, ReadingRules rules, CsvLines lines)
    {
        IReadOnlyList<string> texts = column.Dictionary.Texts;
        if (texts.Count == 0) yield break;
        string[] first = [.. texts.Take(MostTexts)];
        if (ReadingHints.Separators(first, rules) is { } separators)
        {
            yield return new(column.Name, $"'{column.Name}' was read as text, and its numbers are written with {separators}.");
        }
        else if (ReadingHints.OfTime(first, column.Name, "Time") is { } format)
        {
            yield return new(column.Name, $"'{column.Name}' was read as text, and holds dates as one country writes them: {format} reads "
                + $"them, and schema.Timestamp where they are the times of the events.");
        }
        else
        {
            foreach (DatasetWarning warning in OddTexts(column, rules, lines)) yield return warning;
        }
    }

    private static IEnumerable<DatasetWarning> OddTexts(TextColumn column, ReadingRules rules, CsvLines lines)
    {
        IReadOnlyList<string> texts = column.Dictionary.Texts;
        var odd = new List<int>();
        for (int code = 0; code < texts.Count && odd.Count <= MostOddTexts; code++)
        {
            if (NumberText.IsLongIntegerOrCode(texts[code])) yield break;
            if (!rules.TryParseHeld(texts[code], out _, out _)) odd.Add(code);
        }

        int[] counts = new int[texts.Count];
        foreach (int code in column.Codes)
        {
            if (code >= 0) counts[code]++;
        }

        int oddCount = odd.Sum(code => counts[code]), numberCount = counts.Sum() - oddCount;
        if (odd.Count is 0 or > MostOddTexts || numberCount < 2 * oddCount) yield break;
        foreach (int code in odd)
        {
            (string? file, int line) = lines.Of(column.Codes.IndexOf(code));
            string? token = IsTellable(texts[code]) ? texts[code].Trim() : null;
            string rows = counts[code] == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{counts[code]:N0} rows");
            string wayOut = token is null
                ? $"mend it, or read the column with schema.Number(\"{column.Name}\") and BadRows.Quarantine"
                : $"where it means missing, add it to CsvOptions.MissingTokens";
            yield return new(column.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"'{column.Name}' was read as text: among {numberCount:N0} "
                + $"numbers {(token is null ? "something that is none" : $"'{token}'")} stands in {rows}, first on line {line}{(file is null ? "" : $" of {file}")}; {wayOut}."))
            {
                Token = token,
                RowCount = counts[code],
                Line = line,
            };
        }
    }

    // A mark for missing, and no name, number or sentence.
    private static bool IsTellable(string text) =>
        text.Length <= LongestToken && !text.Any(letter => char.IsDigit(letter) || char.IsControl(letter) || char.IsSurrogate(letter));
}

/// <summary>The line on which each row begins; kept where it does not follow from the row before.</summary>
internal sealed class CsvLines
{
    private readonly List<(int Row, int Shift)> _shifts = [];
    private readonly List<(int Row, string File)> _files = [];

    /// <summary>Begins a file of several.</summary>
    public void Begin(string file, int row) => _files.Add((row, file));

    public void Add(int row, int line)
    {
        if (_shifts.Count == 0 || _shifts[^1].Shift != line - row) _shifts.Add((row, line - row));
    }

    public (string? File, int Line) Of(int row)
    {
        (int low, int high) = (0, _shifts.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_shifts[middle].Row <= row) low = middle;
            else high = middle - 1;
        }

        return (_files.FindLast(file => file.Row <= row).File, row + _shifts[low].Shift);
    }
}
