using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FraudMl;

internal sealed partial class ParquetCells
{
    private const int Plain = 0, PlainDictionary = 2, Rle = 3, Deltas = 5, DeltaLengths = 6, DeltaTexts = 7, RleDictionary = 8, Split = 9;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public void ReadDictionary(ReadOnlySpan<byte> data, int count)
    {
        if (Dictionary is not null || count > data.Length / LeastBytes) throw ParquetLevels.Broken();
        Array dictionary = New(count);
        ReadPlain(data, dictionary, 0, count);
        Dictionary = dictionary;
    }

    /// <summary>Reads the values of a page.</summary>
    /// <param name="data">The values that are there.</param>
    /// <param name="encoding">How they are written.</param>
    /// <param name="levels">1 for each value that is there and 0 for those that are missing; empty when none may be.</param>
    /// <param name="firstRow">The row of the first.</param>
    /// <param name="count">How many, missing ones included.</param>
    public void ReadValues(ReadOnlySpan<byte> data, int encoding, ReadOnlySpan<int> levels, int firstRow, int count)
    {
        int present = levels.IsEmpty ? count : levels.Count(1);
        switch (encoding)
        {
            case >= 0 when present == 0: break;
            case Plain: ReadPlain(data, _values, firstRow, present); break;
            case PlainDictionary or RleDictionary when Dictionary is { } dictionary: ReadPlaces(data, dictionary, firstRow, present); break;
            case Rle when _field.Type == ParquetType.Boolean: ReadTruths(data, firstRow, present); break;
            case Deltas when _values is long[] numbers: ReadDeltas(data, numbers.AsSpan(firstRow, present)); break;
            case DeltaLengths when _field.Type == ParquetType.Bytes: ReadLengths(data, firstRow, present); break;
            case DeltaTexts when _values is string[]: ReadPrefixes(data, firstRow, present); break;
            case Split when _values is double[] numbers: ReadSplit(data, numbers.AsSpan(firstRow, present)); break;
            case PlainDictionary or RleDictionary: throw ParquetLevels.Broken();
            default: throw new FraudMlException($"Column '{_field.Name}' has values in an encoding that its type does not have");
        }

        if (present < count) Spread(levels, firstRow, present, count);
    }

    // What a value takes in a dictionary.
    private int LeastBytes => _field.Type switch
    {
        ParquetType.FixedBytes => Math.Max(1, _field.Length),
        ParquetType.Int64 or ParquetType.Double => 8,
        ParquetType.Int96 => 12,
        _ => 4,
    };

    private void ReadPlain(ReadOnlySpan<byte> data, Array into, int first, int count)
    {
        switch (into)
        {
            case string[] texts: ReadTexts(data, texts.AsSpan(first, count)); break;
            case double[] numbers:
                int width = _field.Type == ParquetType.Float ? 4 : 8;
                if (data.Length / width < count) throw ParquetLevels.Broken();
                for (int i = 0; i < count; i++)
                    numbers[first + i] = width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(data[(i * 4)..])
                        : BinaryPrimitives.ReadDoubleLittleEndian(data[(i * 8)..]);
                break;
            case long[] numbers: ReadWholes(data, numbers.AsSpan(first, count)); break;
        }
    }

    private void ReadWholes(ReadOnlySpan<byte> data, Span<long> into)
    {
        int width = _field.Type switch { ParquetType.Int32 => 4, ParquetType.Int96 => 12, _ => 8 };
        if (_field.Type == ParquetType.Boolean ? data.Length * 8L < into.Length : data.Length / width < into.Length)
            throw ParquetLevels.Broken();
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = _field.Type switch
            {
                ParquetType.Boolean => (data[i >> 3] >> (i & 7)) & 1,
                ParquetType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(data[(i * 4)..]),
                ParquetType.Int96 => OldTime(data[(i * 12)..]),
                _ => BinaryPrimitives.ReadInt64LittleEndian(data[(i * 8)..]),
            };
        }
    }

    // Nanoseconds of a day and the number of that day since 4713 BC, as Impala and old Sparks write times.
    private static long OldTime(ReadOnlySpan<byte> data) =>
        (BinaryPrimitives.ReadInt32LittleEndian(data[8..]) - 2_440_588L) * MicrosecondsOfDay
            + BinaryPrimitives.ReadInt64LittleEndian(data) / 1_000;

    private void ReadTexts(ReadOnlySpan<byte> data, Span<string> into)
    {
        for (int i = 0; i < into.Length; i++)
        {
            int length = _field.Length;
            if (_field.Type == ParquetType.Bytes)
            {
                if (data.Length < 4) throw ParquetLevels.Broken();
                length = BinaryPrimitives.ReadInt32LittleEndian(data);
                data = data[4..];
            }

            if (length < 0 || length > data.Length) throw ParquetLevels.Broken();
            into[i] = Text(data[..length]);
            data = data[length..];
        }
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        switch (_field.Meaning.Sense)
        {
            case ParquetSense.Decimal: return DecimalText(BigEndian(bytes), _field.Meaning.Scale);
            case ParquetSense.Guid: return new Guid(bytes, bigEndian: true).ToString();
            case ParquetSense.Half:
                return ((float)BinaryPrimitives.ReadHalfLittleEndian(bytes)).ToString("R", CultureInfo.InvariantCulture);
            default:
                try
                {
                    return Strict.GetString(bytes);
                }
                catch (DecoderFallbackException)
                {
                    throw new FraudMlException($"Column '{_field.Name}' has bytes that are no text in UTF-8");
                }
        }
    }

    // Differences of 32 bits run over as those numbers do.
    private void ReadDeltas(ReadOnlySpan<byte> data, Span<long> into)
    {
        ParquetLevels.ReadDeltas(data, into);
        if (_field.Type != ParquetType.Int32) return;
        foreach (ref long number in into) number = (int)number;
    }

    // The lengths of all texts, then the texts.
    private void ReadLengths(ReadOnlySpan<byte> data, int first, int count)
    {
        var lengths = new long[count];
        data = data[ParquetLevels.ReadDeltas(data, lengths)..];
        for (int i = 0; i < count; i++)
        {
            if (lengths[i] < 0 || lengths[i] > data.Length) throw ParquetLevels.Broken();
            ((string[])_values)[first + i] = Text(data[..(int)lengths[i]]);
            data = data[(int)lengths[i]..];
        }
    }

    // How much of the text before each begins with, the lengths of the rests, and the rests.
    private void ReadPrefixes(ReadOnlySpan<byte> data, int first, int count)
    {
        (var prefixes, var lengths) = (new long[count], new long[count]);
        data = data[ParquetLevels.ReadDeltas(data, prefixes)..];
        data = data[ParquetLevels.ReadDeltas(data, lengths)..];
        byte[] before = [];
        for (int i = 0; i < count; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > before.Length || lengths[i] < 0 || lengths[i] > data.Length) throw ParquetLevels.Broken();
            TakeRoom(prefixes[i]);
            before = [.. before.AsSpan(0, (int)prefixes[i]), .. data[..(int)lengths[i]]];
            if (_field.Type == ParquetType.FixedBytes && before.Length != _field.Length) throw ParquetLevels.Broken();
            ((string[])_values)[first + i] = Text(before);
            data = data[(int)lengths[i]..];
        }
    }

    // The first bytes of all numbers, then the second ones, and so on.
    private void ReadSplit(ReadOnlySpan<byte> data, Span<double> into)
    {
        int width = _field.Type == ParquetType.Float ? 4 : 8;
        if (data.Length / width < into.Length) throw ParquetLevels.Broken();
        Span<byte> number = stackalloc byte[8];
        for (int i = 0; i < into.Length; i++)
        {
            for (int part = 0; part < width; part++) number[part] = data[part * into.Length + i];
            into[i] = width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(number) : BinaryPrimitives.ReadDoubleLittleEndian(number);
        }
    }

    // One long text for all rows would be looked at in each.
    private void TakeRoom(long length)
    {
        if ((_room -= length) < 0) throw new FraudMlException($"The texts of column '{_field.Name}' are too long");
    }

    private void ReadTruths(ReadOnlySpan<byte> data, int first, int count)
    {
        if (data.Length < 4) throw ParquetLevels.Broken();
        var truths = new int[count];
        ParquetLevels.Read(data[4..], 1, truths);
        for (int i = 0; i < count; i++) ((long[])_values)[first + i] = truths[i];
    }

    private void ReadPlaces(ReadOnlySpan<byte> data, Array dictionary, int first, int count)
    {
        if (count == 0) return;
        if (data.IsEmpty) throw ParquetLevels.Broken();
        var places = new int[count];
        ParquetLevels.Read(data[1..], data[0], places);
        foreach (int place in places)
        {
            if ((uint)place >= (uint)dictionary.Length) throw ParquetLevels.Broken();
        }

        switch (dictionary)
        {
            case string[] texts:
                for (int i = 0; i < count; i++)
                {
                    TakeRoom(texts[places[i]].Length);
                    ((string[])_values)[first + i] = texts[places[i]];
                }

                break;
            case double[] numbers: for (int i = 0; i < count; i++) ((double[])_values)[first + i] = numbers[places[i]]; break;
            case long[] numbers: for (int i = 0; i < count; i++) ((long[])_values)[first + i] = numbers[places[i]]; break;
        }
    }

    // The values that are there stand one behind the other: they move to their rows, the last first.
    private void Spread(ReadOnlySpan<int> levels, int firstRow, int present, int count)
    {
        for (int row = count - 1; row >= 0; row--)
        {
            if (levels[row] != 1) _isMissing[firstRow + row] = true;
            else if (--present < row) Array.Copy(_values, firstRow + present, _values, firstRow + row, 1);
        }
    }
}
