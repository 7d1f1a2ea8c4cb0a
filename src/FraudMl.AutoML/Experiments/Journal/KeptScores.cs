using System.Buffers.Binary;

namespace FraudMl;

/// <summary>The scores that the best trials gave to the rows of their folds, in a file of so many places: a better trial takes the place of
/// the worst.</summary>
/// <remarks>A place is the trial's number, a checksum (CRC-32C) and the scores; one that was not written whole is as good as empty, and
/// its trial is run again.</remarks>
internal sealed class KeptScores : IDisposable
{
    private const int HeadLength = 8;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly int _placeLength;
    private readonly Dictionary<int, int> _places = [];

    /// <summary>Opens the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="length">The bytes of a trial's scores, the same for every trial.</param>
    /// <exception cref="FraudMlException">Thrown when it can't be opened.</exception>
    public KeptScores(string path, int length)
    {
        (_path, _placeLength) = (path, HeadLength + length);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"The file '{path}' of a journal can't be opened for writing: {error.Message.TrimEnd('.')}. Check "
                + $"the rights on it.", error);
        }

        byte[] head = new byte[HeadLength];
        for (int place = 0; place < _file.Length / _placeLength; place++)
        {
            Read(place, head);
            _places[BinaryPrimitives.ReadInt32LittleEndian(head)] = place;
        }
    }

    /// <value>The trials that have a place.</value>
    public IReadOnlyCollection<int> Trials => _places.Keys;

    /// <summary>Returns the scores of a trial, as the bytes of doubles; null where it has none that are whole.</summary>
    public byte[]? Of(int trial)
    {
        if (!_places.TryGetValue(trial, out int place)) return null;
        byte[] bytes = new byte[_placeLength];
        Read(place, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(sizeof(int))) == Checksum(bytes) ? bytes[HeadLength..] : null;
    }

    /// <summary>Keeps the scores of a trial, in the place of another where one is named; they survive a failure of power.</summary>
    public void Keep(int trial, byte[] scores, int? instead)
    {
        int place = _places.TryGetValue(trial, out int own) ? own
            : instead is { } other && _places.Remove(other, out int left) ? left : (int)(_file.Length / _placeLength);
        byte[] bytes = [0, 0, 0, 0, 0, 0, 0, 0, .. scores];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, trial);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(int)), Checksum(bytes));
        try
        {
            _file.Position = (long)place * _placeLength;
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException error)
        {
            throw new FraudMlException($"The file '{_path}' of a journal can't be written: {error.Message.TrimEnd('.')}. Make room and "
                + $"run again; nothing before is lost.", error);
        }

        _places[trial] = place;
    }

    public void Dispose() => _file.Dispose();

    private static uint Checksum(byte[] bytes) => Crc32C.Of(bytes.AsSpan(0, sizeof(int)), bytes.AsSpan(HeadLength));

    private void Read(int place, byte[] bytes)
    {
        _file.Position = (long)place * _placeLength;
        _file.ReadExactly(bytes);
    }
}
