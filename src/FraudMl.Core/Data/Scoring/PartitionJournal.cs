using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>Says which files of a folder are done, a line for each, added when the file stands under its name.</summary>
internal sealed class PartitionJournal : IDisposable
{
    private const string FileName = "_scored.jsonl";
    private readonly Dictionary<string, PartitionDone> _done = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly string _setting;

    private PartitionJournal(FileStream file, string setting) => (_file, _setting) = (file, setting);

    /// <summary>Returns what tells a model and its options from others.</summary>
    public static string SettingOf(FraudModel model, ScoreFileOptions options)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        // How a file is cut into chunks, its limits and whom to tell change no score.
        CsvOptions csv = options.Csv with { OnQuarantine = null, MaximumRowCount = 1, MaximumBytes = 1 };
        string kept = options.Keep is null ? "all" : JsonSerializer.Serialize([.. options.Keep], PartitionJson.Default.StringArray);
        bytes.Write(Encoding.UTF8.GetBytes($"{kept}\n{csv}"));
        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    /// <summary>Opens the journal of a folder, which no other run can open then.</summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="setting">The model and its options.</param>
    /// <exception cref="FraudMlException">Thrown when another run has it, or it can't be written.</exception>
    public static PartitionJournal Open(string folder, string setting)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var journal = new PartitionJournal(file, setting);
            journal.Read();
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"'{folder}' can't be used for scores: {e.Message.TrimEnd('.')}. Another run may be scoring into "
                + "it: wait for it, or name another folder.", e);
        }
    }

    /// <summary>Returns what is known of a file as it would be noted now.</summary>
    public PartitionDone Begin(Partition partition)
    {
        var input = new FileInfo(partition.Input);
        return new PartitionDone(partition.Name, _setting, input.Length, input.LastWriteTimeUtc.Ticks, 0, 0, null);
    }

    /// <summary>Returns what was noted of a file that is done; null where it is not, or something has changed since.</summary>
    public PartitionDone? Done(Partition partition) => _done.GetValueOrDefault(partition.Name) is { } done
        && Begin(partition) == done with { OutputLength = 0, RowCount = 0, FlaggedCount = null }
        && new FileInfo(partition.Output) is { Exists: true } output && output.Length == done.OutputLength ? done : null;

    /// <summary>Notes that a file is done.</summary>
    public void Add(PartitionDone done)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(done, PartitionJson.Default.PartitionDone), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    // A process that was killed may have left half a line, and what is not read is scored again.
    private void Read()
    {
        using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
        bool isWhole = true;
        while (reader.ReadLine() is { } line)
        {
            isWhole = false;
            try
            {
                if (JsonSerializer.Deserialize(line, PartitionJson.Default.PartitionDone) is { Name: not null } done)
                {
                    _done[done.Name] = done;
                    isWhole = true;
                }
            }
            catch (JsonException)
            {
                // Another line follows, or none.
            }
        }

        _file.Seek(0, SeekOrigin.End);
        if (!isWhole) _file.WriteByte((byte)'\n');
    }
}

/// <summary>A file that is done.</summary>
/// <param name="Name">Its place below the first wildcard.</param>
/// <param name="Setting">SHA-256 of the model and the options.</param>
/// <param name="InputLength">The length of the input, in bytes.</param>
/// <param name="InputTime">When the input was last written, in ticks.</param>
/// <param name="OutputLength">The length of the output, in bytes.</param>
/// <param name="RowCount">The rows that were scored.</param>
/// <param name="FlaggedCount">Those of them that are flagged; null where the model does not decide.</param>
internal sealed record PartitionDone(
    string Name, string Setting, long InputLength, long InputTime, long OutputLength, int RowCount, int? FlaggedCount);

/// <summary>How the journal is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PartitionDone))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PartitionJson : JsonSerializerContext;
