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
        string line = $"{records.Line},{CsvText.Quoted(column)},{CsvText.Quoted(problem)},{CsvText.Quoted(records.Raw.TrimEnd("\r\n"))}\n";
        Told(() => _file.Write(line));
        string reason = column is null ? problem : $"column '{column}': {problem}";
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        _rowCount++;
    }

    /// <summary>Returns what was set aside, or null; then all of it is in the file.</summary>
    /// <exception cref="FraudMlException">Thrown when the file can't be written.</exception>
    public QuarantineReport? Report()
    {
        if (_file is null) return null;
        Told(_file.Flush);
        return new QuarantineReport(path, _rowCount, _reasons);
    }

    public void Dispose()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // What could not be written was told when it was tried, or something else has failed before.
        }
    }

    private void Told(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new FraudMlException($"'{path}', where rows that can't be read are set aside, can't be written: "
                + $"{e.Message.TrimEnd('.')}. Name another file with CsvOptions.QuarantinePath.", e);
        }
    }

    private StreamWriter Open()
    {
        var file = new StreamWriter(DataFile.Create(path), new UTF8Encoding(false));
        file.Write("line,column,reason,record\n");
        return file;
    }
}
