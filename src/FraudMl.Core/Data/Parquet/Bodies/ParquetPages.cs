using System.Buffers.Binary;
using System.IO.Compression;
using Snappier;

namespace FraudMl;

/// <summary>Reads the pages of a column: each is checked before memory is given to it, and unpacked into no more than it says.</summary>
/// <param name="file">The file.</param>
/// <param name="field">The column.</param>
/// <param name="cells">Takes the values.</param>
/// <param name="room">How many bytes pages may still unpack to.</param>
internal ref struct ParquetPages(ReadOnlySpan<byte> file, ParquetField field, ParquetCells cells, long room)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>How many bytes pages may still unpack to; below zero when they would need more.</summary>
    public long Room { get; private set; } = room;

    /// <summary>Reads the column in a group of rows; false when it unpacks to more than there is room for.</summary>
    public bool TryRead(in ParquetChunk chunk, int firstRow)
    {
        long at = chunk.Offset;
        cells.Dictionary = null;
        for (int row = 0; row < chunk.RowCount;)
        {
            if (at < 4 || at >= _file.Length) throw ParquetLevels.Broken();
            ReadOnlySpan<byte> rest = _file[(int)at..];
            PageHeader page = PageHeader.Read(rest);
            if (page.Packed < 0 || page.Packed > rest.Length - page.Length || page.Unpacked < 0 || page.Count < 0)
                throw ParquetLevels.Broken();
            if ((Room -= page.Unpacked) < 0) return false;
            ReadOnlySpan<byte> packed = rest.Slice(page.Length, page.Packed);
            at += page.Length + page.Packed;
            switch (page.Kind)
            {
                case PageHeader.DictionaryPage:
                    cells.ReadDictionary(Unpack(packed, page.Unpacked, chunk.Codec), page.Count);
                    break;
                case PageHeader.DataPage or PageHeader.DataPage2:
                    if (page.Count > chunk.RowCount - row) throw ParquetLevels.Broken();
                    ReadData(page, packed, chunk.Codec, firstRow + row);
                    row += page.Count;
                    break;
                case PageHeader.IndexPage: break;
                default: throw ParquetLevels.Broken();
            }
        }

        return true;
    }

    private readonly void ReadData(in PageHeader page, ReadOnlySpan<byte> packed, int codec, int firstRow)
    {
        Span<int> levels = field.IsOptional ? new int[page.Count] : [];
        ReadOnlySpan<byte> values;
        if (page.Kind == PageHeader.DataPage2)
        {
            if (page.LevelBytes < 0 || page.LevelBytes > packed.Length || page.RepetitionBytes != 0) throw ParquetLevels.Broken();
            if (field.IsOptional) ParquetLevels.Read(packed[..page.LevelBytes], 1, levels);
            values = Unpack(packed[page.LevelBytes..], page.Unpacked - page.LevelBytes, page.IsPacked ? codec : 0);
        }
        else
        {
            values = Unpack(packed, page.Unpacked, codec);
            if (field.IsOptional)
            {
                if (values.Length < 4) throw ParquetLevels.Broken();
                int length = BinaryPrimitives.ReadInt32LittleEndian(values);
                if (length < 0 || length > values.Length - 4) throw ParquetLevels.Broken();
                ParquetLevels.Read(values.Slice(4, length), 1, levels);
                values = values[(4 + length)..];
            }
        }

        cells.ReadValues(values, page.Encoding, levels, firstRow, page.Count);
    }

    private readonly ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, int length, int codec)
    {
        if (codec == 0) return packed;
        if (length < 0) throw ParquetLevels.Broken();
        if (length == 0) return [];
        var unpacked = new byte[length];
        bool isWhole = codec switch
        {
            1 => IsSnappy(packed, unpacked),
            2 => IsGzip(packed, unpacked),
            4 => BrotliDecoder.TryDecompress(packed, unpacked, out int brotli) && brotli == length,
            6 => IsZstandard(packed, unpacked),
            _ => throw new FraudMlException(
                $"Column '{field.Name}' is packed in a way that is not read here; write the file with Snappy, gzip, brotli or Zstandard"),
        };
        return isWhole ? unpacked : throw ParquetLevels.Broken();
    }

    private static bool IsSnappy(ReadOnlySpan<byte> packed, byte[] unpacked)
    {
        try
        {
            return Snappy.GetUncompressedLength(packed) == unpacked.Length && Snappy.Decompress(packed, unpacked) == unpacked.Length;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> packed, byte[] unpacked)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            return gzip.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false) == unpacked.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsZstandard(ReadOnlySpan<byte> packed, byte[] unpacked)
    {
        try
        {
            using var zstandard = new ZstdSharp.Decompressor();
            return zstandard.TryUnwrap(packed, unpacked, out int length) && length == unpacked.Length;
        }
        catch (ZstdSharp.ZstdException)
        {
            return false;
        }
    }

    /// <summary>What stands before each page.</summary>
    private readonly record struct PageHeader(int Kind, int Length, int Packed, int Unpacked, int Count, int Encoding)
    {
        public const int DataPage = 0, IndexPage = 1, DictionaryPage = 2, DataPage2 = 3;

        public int LevelBytes { get; private init; }

        public int RepetitionBytes { get; private init; }

        public bool IsPacked { get; private init; }

        public static PageHeader Read(ReadOnlySpan<byte> bytes)
        {
            var reader = new ThriftReader(bytes);
            (int kind, int packed, int unpacked) = (-1, -1, -1);
            PageHeader inner = new(0, 0, 0, 0, -1, -1) { IsPacked = true };
            for (int id = 0; reader.Field(ref id, out ThriftType type);)
            {
                switch (id, type)
                {
                    case (1, ThriftType.Int32): kind = reader.Int32(); break;
                    case (2, ThriftType.Int32): unpacked = reader.Int32(); break;
                    case (3, ThriftType.Int32): packed = reader.Int32(); break;
                    case (5 or 7, ThriftType.Struct): inner = ReadInner(ref reader, isSecond: false); break;
                    case (8, ThriftType.Struct): inner = ReadInner(ref reader, isSecond: true); break;
                    default: reader.Skip(type); break;
                }
            }

            bool hasValues = kind != IndexPage;
            return inner with { Kind = kind, Length = reader.Position, Packed = packed, Unpacked = unpacked,
                Count = hasValues ? inner.Count : 0 };
        }

        private static PageHeader ReadInner(ref ThriftReader reader, bool isSecond)
        {
            PageHeader inner = new(0, 0, 0, 0, -1, -1) { IsPacked = true };
            for (int id = 0; reader.Field(ref id, out ThriftType type);)
            {
                switch (isSecond, id, type)
                {
                    case (_, 1, ThriftType.Int32): inner = inner with { Count = reader.Int32() }; break;
                    case (false, 2, ThriftType.Int32) or (true, 4, ThriftType.Int32):
                        inner = inner with { Encoding = reader.Int32() };
                        break;
                    case (true, 5, ThriftType.Int32): inner = inner with { LevelBytes = reader.Int32() }; break;
                    case (true, 6, ThriftType.Int32): inner = inner with { RepetitionBytes = reader.Int32() }; break;
                    case (true, 7, ThriftType.False): inner = inner with { IsPacked = false }; break;
                    default: reader.Skip(type); break;
                }
            }

            return inner;
        }
    }
}
