namespace FraudMl;

/// <summary>Small whole numbers as Parquet packs them: levels, places in dictionaries, and differences.</summary>
internal static class ParquetLevels
{
    private const int MostMiniblocks = 1 << 10;

    public static FraudMlException Broken() => new("One of its pages is damaged");

    /// <summary>Reads runs and bit-packed groups (RLE) until all values are there.</summary>
    public static void Read(ReadOnlySpan<byte> data, int bitWidth, Span<int> values)
    {
        if (bitWidth is < 0 or > 32) throw Broken();
        if (bitWidth == 0)
        {
            values.Clear();
            return;
        }

        for (int at = 0, filled = 0; filled < values.Length;)
        {
            ulong header = Unsigned(data, ref at);
            Span<int> left = values[filled..];
            if ((header & 1) == 0)
            {
                int width = (bitWidth + 7) / 8;
                if (data.Length - at < width) throw Broken();
                int value = 0;
                for (int i = 0; i < width; i++) value |= data[at++] << (8 * i);
                int run = (int)Math.Min(header >> 1, (ulong)left.Length);
                left[..run].Fill(value);
                filled += run;
            }
            else
            {
                ulong count = Math.Min((header >> 1) * 8, (ulong)left.Length);
                if (header >> 1 > int.MaxValue / 8 || count * (ulong)bitWidth > (ulong)(data.Length - at) * 8) throw Broken();
                for (int i = 0; i < (int)count; i++) left[i] = (int)Bits(data[at..], (long)i * bitWidth, bitWidth);
                filled += (int)count;
                at = (int)Math.Min(at + (long)(header >> 1) * bitWidth, data.Length);
            }
        }
    }

    /// <summary>Reads differences in blocks (DELTA_BINARY_PACKED); returns how many bytes they take.</summary>
    public static int ReadDeltas(ReadOnlySpan<byte> data, Span<long> values)
    {
        int at = 0;
        ulong blockSize = Unsigned(data, ref at), miniblocks = Unsigned(data, ref at), total = Unsigned(data, ref at);
        long last = Signed(data, ref at);
        if (total < (ulong)values.Length || miniblocks is 0 or > MostMiniblocks || blockSize > 1 << 20 || blockSize % miniblocks != 0)
            throw Broken();
        int perMiniblock = (int)(blockSize / miniblocks), filled = 0;
        if (perMiniblock == 0) throw Broken();
        if (values.Length > 0) values[filled++] = last;
        while (filled < values.Length)
        {
            long least = Signed(data, ref at);
            if ((ulong)(data.Length - at) < miniblocks) throw Broken();
            ReadOnlySpan<byte> widths = data.Slice(at, (int)miniblocks);
            at += (int)miniblocks;
            for (int block = 0; block < (int)miniblocks && filled < values.Length; block++)
            {
                int width = widths[block];
                int count = Math.Min(perMiniblock, values.Length - filled);
                if (width > 64 || (long)count * width > (data.Length - at) * 8L) throw Broken();
                for (int i = 0; i < count; i++)
                    values[filled++] = last = unchecked(last + least + (long)Bits(data[at..], (long)i * width, width));
                at = (int)Math.Min(at + ((long)perMiniblock * width + 7) / 8, data.Length);
            }
        }

        return at;
    }

    private static ulong Bits(ReadOnlySpan<byte> data, long first, int width)
    {
        ulong value = 0;
        for (int have = 0; have < width;)
        {
            long bit = first + have;
            int offset = (int)(bit & 7), take = Math.Min(8 - offset, width - have);
            value |= ((ulong)(data[(int)(bit >> 3)] >> offset) & ((1UL << take) - 1)) << have;
            have += take;
        }

        return value;
    }

    private static long Signed(ReadOnlySpan<byte> data, ref int at)
    {
        ulong value = Unsigned(data, ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong Unsigned(ReadOnlySpan<byte> data, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (at >= data.Length) throw Broken();
            byte next = data[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }
}
