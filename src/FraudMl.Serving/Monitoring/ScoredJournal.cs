using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FraudMl.Serving;

/// <summary>
/// Scored ids and labels on disk, in files of 64 MiB. A record is its length, its CRC-32C and its bytes; what a killed process left
/// unfinished at the end is cut off when the file is opened again.
/// </summary>
internal sealed class ScoredJournal : IDisposable
{
    private const int SegmentBytes = 64 << 20;
    private const int HeadBytes = 8;
    private const int BytesPerRow = 128;
    private const int LargestRecord = 1 << 20;
    private const byte ModelKind = (byte)'M', ScoredKind = (byte)'S', LabelKind = (byte)'L';

    private readonly ArrayBufferWriter<byte> _pending = new(1 << 12);
    private readonly string _directory;
    private readonly FraudMonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly FileStream _owner;
    private AppendFile _file;
    private int _toldModels;

    private ScoredJournal(string directory, FraudMonitoringOptions options, TimeProvider time, FileStream owner, AppendFile file) =>
        (_directory, _options, _time, _owner, _file) = (directory, options, time, owner, file);

    /// <summary>Opens the journal of a folder and gives the monitor back what it holds.</summary>
    /// <exception cref="FraudMlException">Thrown when the folder can't be used, or another process uses it.</exception>
    public static ScoredJournal Open(string directory, FraudMonitoringOptions options, TimeProvider time, FraudMonitor monitor)
    {
        try
        {
            Directory.CreateDirectory(directory);
            FileStream owner = AppendFile.Own(directory);
            string[] files = SegmentsOf(directory);
            foreach (string file in files.SkipLast(1)) Replay(file, monitor);
            string newest = files.LastOrDefault() ?? PathOf(directory, 1);
            long whole = files.Length == 0 ? 0 : Replay(newest, monitor);
            var journal = new ScoredJournal(directory, options, time, owner, AppendFile.Open(newest, whole));

            // Each run of the process begins a file, in which it names its models.
            if (whole > 0) journal.Begin();
            return journal;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"Scored ids can't be kept in '{directory}', which FraudScoring:Monitoring:Directory names: "
                + $"{refused.Message.TrimEnd('.')}. Each server and model needs a folder of its own.", refused);
        }
    }

    /// <summary>Takes a transaction; <see cref="Append"/> writes all that were taken.</summary>
    public void Add(ReadOnlySpan<byte> id, in ScoredEntry entry, IReadOnlyList<(string Name, string? Version)> models)
    {
        for (; _toldModels < models.Count; _toldModels++) AddModel((ushort)_toldModels, models[_toldModels]);
        Span<byte> record = Begin(36 + id.Length);
        record[0] = ScoredKind;
        record[1] = (byte)entry.Marks;
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], entry.Model);
        BinaryPrimitives.WriteInt64LittleEndian(record[4..], entry.Time);
        BinaryPrimitives.WriteDoubleLittleEndian(record[12..], entry.Probability);
        BinaryPrimitives.WriteDoubleLittleEndian(record[20..], entry.MissedFraud);
        BinaryPrimitives.WriteDoubleLittleEndian(record[28..], entry.Review);
        id.CopyTo(record[36..]);
        End(record);
    }

    /// <summary>Writes labels.</summary>
    /// <exception cref="FraudMlException">Thrown when the disk refuses.</exception>
    public void Write(IReadOnlyList<FraudLabel> labels, DateTimeOffset now)
    {
        foreach (FraudLabel label in labels)
        {
            Span<byte> record = Begin(10 + Encoding.UTF8.GetByteCount(label.Id));
            record[0] = LabelKind;
            record[1] = label.IsFraud ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt64LittleEndian(record[2..], (label.At ?? now).ToUnixTimeMilliseconds());
            Encoding.UTF8.GetBytes(label.Id, record[10..]);
            End(record);
        }

        try
        {
            Append();
        }
        catch (IOException full)
        {
            throw new FraudMlException(
                $"The labels could not be written: {full.Message.TrimEnd('.')}. None was taken; send them again.", full);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _owner.Dispose();
    }

    /// <summary>Gives what was taken to the operating system.</summary>
    /// <exception cref="IOException">Thrown when it refuses; the transactions are remembered in memory only.</exception>
    public void Append()
    {
        if (_pending.WrittenCount == 0) return;
        try
        {
            _file.Append(_pending.WrittenSpan);
        }
        catch
        {
            // What names a model may be among it.
            _toldModels = 0;
            throw;
        }
        finally
        {
            _pending.ResetWrittenCount();
        }

        if (_file.Length >= SegmentBytes) Begin();
    }

    private void Begin()
    {
        int number = int.Parse(Path.GetFileNameWithoutExtension(_file.Path)["scored-".Length..], CultureInfo.InvariantCulture);
        AppendFile next = AppendFile.Open(PathOf(_directory, number + 1), 0);
        _file.Dispose();
        (_file, _toldModels) = (next, 0);
        DeleteOld();
    }

    // What is forgotten by age goes, and so does what can't be among so many transactions of ordinary ids and their labels.
    private void DeleteOld()
    {
        long room = ((long)_options.MaximumScoredCount * BytesPerRow) + SegmentBytes;
        foreach (string file in SegmentsOf(_directory).Where(file => file != _file.Path).Reverse())
        {
            room -= new FileInfo(file).Length;
            if (room < 0 || _time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > _options.MaximumAge) File.Delete(file);
        }
    }

    private void AddModel(ushort index, (string Name, string? Version) model)
    {
        string text = $"{model.Name}\n{model.Version}";
        Span<byte> record = Begin(4 + Encoding.UTF8.GetByteCount(text));
        record[0] = ModelKind;
        record[1] = model.Version is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt16LittleEndian(record[2..], index);
        Encoding.UTF8.GetBytes(text, record[4..]);
        End(record);
    }

    private Span<byte> Begin(int length) => _pending.GetSpan(HeadBytes + length).Slice(HeadBytes, length);

    private void End(ReadOnlySpan<byte> record)
    {
        Span<byte> head = _pending.GetSpan(HeadBytes + record.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Crc32C.Of(record));
        _pending.Advance(HeadBytes + record.Length);
    }

    /// <summary>Reads a file up to its first damaged record, and returns the length of what was whole.</summary>
    private static long Replay(string path, FraudMonitor monitor)
    {
        using FileStream file = File.OpenRead(path);
        var head = new byte[HeadBytes];
        var record = new byte[256];
        var models = new Dictionary<ushort, (string Name, string? Version)>();
        long whole = 0;
        while (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) == HeadBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is < 4 or > LargestRecord) break;
            if (record.Length < length) record = new byte[length];
            if (file.ReadAtLeast(record.AsSpan(0, length), length, throwOnEndOfStream: false) < length) break;
            if (Crc32C.Of(record.AsSpan(0, length)) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4))) break;
            if (!TryReplay(record.AsSpan(0, length), models, monitor)) break;
            whole = file.Position;
        }

        return whole;
    }

    private static bool TryReplay(
        ReadOnlySpan<byte> record, Dictionary<ushort, (string Name, string? Version)> models, FraudMonitor monitor)
    {
        switch (record[0])
        {
            case ModelKind:
                string[] parts = Encoding.UTF8.GetString(record[4..]).Split('\n', 2);
                models[BinaryPrimitives.ReadUInt16LittleEndian(record[2..])] = (parts[0], record[1] == 0 ? null : parts[^1]);
                return true;
            case ScoredKind when record.Length >= 36
                && models.TryGetValue(BinaryPrimitives.ReadUInt16LittleEndian(record[2..]), out (string Name, string? Version) model):
                var entry = new ScoredEntry
                {
                    Marks = (ScoredMarks)record[1],
                    Time = BinaryPrimitives.ReadInt64LittleEndian(record[4..]),
                    Probability = BinaryPrimitives.ReadDoubleLittleEndian(record[12..]),
                    MissedFraud = BinaryPrimitives.ReadDoubleLittleEndian(record[20..]),
                    Review = BinaryPrimitives.ReadDoubleLittleEndian(record[28..]),
                };
                monitor.Restore(record[36..], entry, model.Name, model.Version);
                return true;
            case LabelKind when record.Length >= 10:
                monitor.Mark(record[10..], record[1] == 1, BinaryPrimitives.ReadInt64LittleEndian(record[2..]));
                return true;
            default:
                return false;
        }
    }

    private static string[] SegmentsOf(string directory) =>
        [.. Directory.GetFiles(directory, "scored-????????.log").Order(StringComparer.Ordinal)];

    private static string PathOf(string directory, int number) =>
        Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"scored-{number:00000000}.log"));
}
