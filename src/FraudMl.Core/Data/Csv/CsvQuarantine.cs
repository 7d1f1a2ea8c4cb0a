using System.Text;

namespace FraudMl;

/// <summary>The side file for rows that can't be read; it is made with the first of them.</summary>
internal sealed class CsvQuarantine(string path) : IDisposable
{
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private StreamWriter? _file;
    private int _rowCount;

    public void Add(CsvRecords records, string? column, string problem)
    {
        _file ??= Open();
        _file.Write($"{records.Line},{CsvText.Quoted(column)},{CsvText.Quoted(problem)},{CsvText.Quoted(records.Raw.TrimEnd("\r\n"))}\n");
        string reason = column is null ? problem : $"column '{column}': {problem}";
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        _rowCount++;
    }

    /// <summary>Returns what was set aside, or null.</summary>
    public QuarantineReport? Report() => _rowCount == 0 ? null : new QuarantineReport(path, _rowCount, _reasons);

    public void Dispose() => _file?.Dispose();

    private StreamWriter Open()
    {
        var file = new StreamWriter(DataFile.Create(path), new UTF8Encoding(false));
        file.Write("line,column,reason,record\n");
        return file;
    }
}
