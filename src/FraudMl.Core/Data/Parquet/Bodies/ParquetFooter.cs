using System.Buffers.Binary;
using System.Text;

namespace FraudMl;

/// <summary>The physical types of Parquet.</summary>
internal enum ParquetType
{
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    Bytes,
    FixedBytes,
}

/// <summary>A flat column of a file: what stands in it, and where.</summary>
internal sealed record ParquetField(string Name, ParquetType Type, int Length, bool IsOptional, ParquetMeaning Meaning)
{
    public List<ParquetChunk> Chunks { get; } = [];
}

/// <summary>The pages of a column in one group of rows.</summary>
internal readonly record struct ParquetChunk(int RowCount, int Codec, long Offset);

/// <summary>Reads the metadata at the end of a file: the format of Apache Parquet, field numbers as in its parquet.thrift.</summary>
internal sealed class ParquetFooter
{
    private const int MostElements = 10_000;

    private readonly Dictionary<string, ParquetField?> _fields = new(StringComparer.Ordinal);

    private ParquetFooter()
    {
    }

    public long RowCount { get; private set; }

    /// <summary>The flat columns by name.</summary>
    public IReadOnlyDictionary<string, ParquetField?> Fields => _fields;

    /// <exception cref="FraudMlException">Thrown when it is no Parquet, or damaged.</exception>
    public static ParquetFooter Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("PAR1"u8) || !file.EndsWith("PAR1"u8))
            throw new FraudMlException("It does not begin and end as Parquet does");
        int length = BinaryPrimitives.ReadInt32LittleEndian(file[^8..]);
        if (length < 0 || length > file.Length - 12) throw ThriftReader.Broken();
        var footer = new ParquetFooter();
        var reader = new ThriftReader(file[^(length + 8)..^8]);
        footer.Read(ref reader);
        return footer;
    }

    private void Read(ref ThriftReader reader)
    {
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            if (id == 2 && type == ThriftType.List) ReadSchema(ref reader);
            else if (id == 4 && type == ThriftType.List)
            {
                for (int left = reader.List(ThriftType.Struct); left > 0; left--) ReadGroup(ref reader);
            }
            else reader.Skip(type);
        }
    }

    // The elements stand as in a tree that is written from above; what is flat stands right below the root.
    private void ReadSchema(ref ThriftReader reader)
    {
        int count = reader.List(ThriftType.Struct);
        if (count > MostElements) throw new FraudMlException($"It has more than {MostElements} columns");
        long below = 0;
        for (int element = 0; element < count; element++)
        {
            ParquetField field = ReadElement(ref reader, out int children, out bool isRepeated);
            if (element == 0) continue;
            bool isFlat = below == 0 && children == 0 && !isRepeated;
            if (below == 0 && !_fields.TryAdd(field.Name, isFlat ? field : null))
                throw new FraudMlException($"It has two columns '{field.Name}'");
            below = Math.Max(0, below - 1) + children;
        }
    }

    private static ParquetField ReadElement(ref ThriftReader reader, out int children, out bool isRepeated)
    {
        (int type, int length, int repetition, int converted, int scale) = (-1, 0, 0, -1, 0);
        string name = "";
        children = 0;
        ParquetMeaning logical = default;
        for (int id = 0; reader.Field(ref id, out ThriftType kind);)
        {
            switch (id, kind)
            {
                case (1, ThriftType.Int32): type = reader.Int32(); break;
                case (2, ThriftType.Int32): length = reader.Int32(); break;
                case (3, ThriftType.Int32): repetition = reader.Int32(); break;
                case (4, ThriftType.Binary): name = Encoding.UTF8.GetString(reader.Binary()); break;
                case (5, ThriftType.Int32): children = reader.Int32(); break;
                case (6, ThriftType.Int32): converted = reader.Int32(); break;
                case (7, ThriftType.Int32): scale = reader.Int32(); break;
                case (10, ThriftType.Struct): logical = ParquetMeaning.OfLogical(ref reader); break;
                default: reader.Skip(kind); break;
            }
        }

        if (children < 0 || length < 0 || (children == 0 && type is < 0 or > 7)) throw ThriftReader.Broken();
        isRepeated = repetition == 2;
        return new ParquetField(name, (ParquetType)Math.Max(type, 0), length, repetition == 1,
            ParquetMeaning.Of((ParquetType)Math.Max(type, 0), length, logical, converted, scale));
    }

    private void ReadGroup(ref ThriftReader reader)
    {
        var chunks = new List<(string Name, long Count, ParquetChunk Chunk)>();
        long rowCount = -1;
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            if (id == 1 && type == ThriftType.List)
            {
                for (int left = reader.List(ThriftType.Struct); left > 0; left--) ReadChunk(ref reader, chunks);
            }
            else if (id == 3 && type == ThriftType.Int64) rowCount = reader.Int64();
            else reader.Skip(type);
        }

        if (rowCount is < 0 or > int.MaxValue || RowCount + rowCount > int.MaxValue) throw ThriftReader.Broken();
        RowCount += rowCount;
        foreach ((string name, long count, ParquetChunk chunk) in chunks)
        {
            if (!_fields.TryGetValue(name, out ParquetField? field) || field is null) continue;
            if (count != rowCount) throw ThriftReader.Broken();
            field.Chunks.Add(chunk with { RowCount = (int)rowCount });
        }
    }

    private static void ReadChunk(ref ThriftReader reader, List<(string Name, long Count, ParquetChunk Chunk)> chunks)
    {
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            if (id == 1) throw new FraudMlException("Its columns stand in other files");
            if (id == 3 && type == ThriftType.Struct) ReadMetadata(ref reader, chunks);
            else reader.Skip(type);
        }
    }

    private static void ReadMetadata(ref ThriftReader reader, List<(string Name, long Count, ParquetChunk Chunk)> chunks)
    {
        string? name = null;
        (int codec, long count, long data, long dictionary) = (0, -1, 0, 0);
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (3, ThriftType.List):
                    int parts = reader.List(ThriftType.Binary);
                    for (int part = 0; part < parts; part++)
                    {
                        ReadOnlySpan<byte> text = reader.Binary();
                        name = parts == 1 ? Encoding.UTF8.GetString(text) : null;
                    }

                    break;
                case (4, ThriftType.Int32): codec = reader.Int32(); break;
                case (5, ThriftType.Int64): count = reader.Int64(); break;
                case (9, ThriftType.Int64): data = reader.Int64(); break;
                case (11, ThriftType.Int64): dictionary = reader.Int64(); break;
                default: reader.Skip(type); break;
            }
        }

        // Some writers leave the dictionary's place at 0, or write it behind.
        if (name is not null) chunks.Add((name, count, new ParquetChunk(0, codec, dictionary > 0 ? Math.Min(dictionary, data) : data)));
    }
}
