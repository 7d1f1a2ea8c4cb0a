namespace FraudMl;

/// <summary>Types of Thrift's compact protocol.</summary>
internal enum ThriftType : byte
{
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
    Uuid = 13,
}

/// <summary>Reads Thrift's compact protocol out of bytes that may be anything: never beyond their end, never deeper than a
/// limit.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes are read.</summary>
    public int Position { get; private set; }

    public static FraudMlException Broken() => new("Its metadata are damaged");

    /// <summary>Reads the next field of a struct; false at its end.</summary>
    public bool Field(ref int id, out ThriftType type)
    {
        byte header = Byte();
        type = (ThriftType)(header & 15);
        if (header == 0) return false;
        id = header >> 4 == 0 ? Int32() : id + (header >> 4);
        return true;
    }

    public int Int32() => Int64() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Broken();

    public long Int64()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ReadOnlySpan<byte> Binary()
    {
        ulong length = Unsigned();
        if (length > (ulong)(_bytes.Length - Position)) throw Broken();
        Position += (int)length;
        return _bytes.Slice(Position - (int)length, (int)length);
    }

    /// <summary>Reads the head of a list of things of a type, which take a byte each at least.</summary>
    public int List(ThriftType type)
    {
        int count = List(out ThriftType found);
        return count == 0 || found == type ? count : throw Broken();
    }

    public void Skip(ThriftType type, int depth = 0)
    {
        if (depth > Deepest) throw Broken();
        switch (type)
        {
            case ThriftType.True or ThriftType.False: break;
            case ThriftType.Byte: Byte(); break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64: Unsigned(); break;
            case ThriftType.Double: Advance(8); break;
            case ThriftType.Uuid: Advance(16); break;
            case ThriftType.Binary: Binary(); break;
            case ThriftType.List or ThriftType.Set:
                for (int left = List(out ThriftType element); left > 0; left--) SkipElement(element, depth);
                break;
            case ThriftType.Map:
                int count = Count(Unsigned());
                byte types = count == 0 ? (byte)0 : Byte();
                for (; count > 0; count--)
                {
                    SkipElement((ThriftType)(types >> 4), depth);
                    SkipElement((ThriftType)(types & 15), depth);
                }

                break;
            case ThriftType.Struct:
                for (int id = 0; Field(ref id, out ThriftType field);) Skip(field, depth + 1);
                break;
            default: throw Broken();
        }
    }

    private int List(out ThriftType element)
    {
        byte header = Byte();
        element = (ThriftType)(header & 15);
        return Count(header >> 4 == 15 ? Unsigned() : (ulong)(header >> 4));
    }

    private readonly int Count(ulong count) => count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Broken();

    // Among others, truth is a byte of its own.
    private void SkipElement(ThriftType element, int depth)
    {
        if (element is ThriftType.True or ThriftType.False) Byte();
        else Skip(element, depth + 1);
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - Position) throw Broken();
        Position += count;
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Broken();

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }
}
