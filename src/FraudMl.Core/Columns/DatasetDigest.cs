using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl;

/// <summary>Adds the digest to datasets.</summary>
public static class DatasetDigest
{
    extension(Dataset data)
    {
        /// <summary>Returns the SHA-256 of what the dataset holds, as 64 hexadecimal digits.</summary>
        /// <remarks>
        /// Columns go in by name, each with kind, roles and values in the order of the rows; texts by their own bytes.
        /// How the file was read, in which chunks and by how many threads, doesn't matter; neither does the dataset's name.
        /// </remarks>
        public string Digest()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, "fraudml.dataset.1", [data.RowCount, (long)data.TimestampUnit]);
            foreach (DataColumn column in data.Columns.OrderBy(column => column.Name, StringComparer.Ordinal))
            {
                Append(hash, column.Name, [(long)column.Kind, (long)column.Roles]);
                switch (column)
                {
                    case NumberColumn { IsRounded: true } times: Append(hash, times); break;
                    case NumberColumn numbers: Append(hash, numbers.Values); break;
                    case TimestampColumn times: Append(hash, times.Values); break;
                    case TextColumn texts: Append(hash, texts); break;
                }
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    private static void Append(IncrementalHash hash, string text, ReadOnlySpan<long> facts)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, [bytes.Length, .. facts]);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<long> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (long value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }

    // Numbers as they were read: from where values count depends on the rows.
    private static void Append(IncrementalHash hash, NumberColumn column)
    {
        long[] bits = new long[column.RowCount];
        for (int row = 0; row < bits.Length; row++)
        {
            double number = column.Exact(row);
            bits[row] = BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);
        }

        Append(hash, bits);
    }

    // Every NaN is the same missing value.
    private static void Append(IncrementalHash hash, ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[1024 * sizeof(float)];
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, 1024);
            for (int i = 0; i < count; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..],
                float.IsNaN(values[i]) ? float.NaN : values[i]);
            hash.AppendData(bytes[..(count * sizeof(float))]);
            values = values[count..];
        }
    }

    // Texts in the order in which rows first have them: the order of a dictionary depends on how it was filled.
    private static void Append(IncrementalHash hash, TextColumn column)
    {
        int[] places = new int[column.Dictionary.Count];
        Array.Fill(places, -1);
        var met = new List<string>();
        long[] codes = new long[column.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            int code = column.Codes[row];
            if (code >= 0 && places[code] < 0)
            {
                places[code] = met.Count;
                met.Add(column.Dictionary.Texts[code]);
            }

            codes[row] = code < 0 ? code : places[code];
        }

        Append(hash, [met.Count]);
        foreach (string text in met) Append(hash, text, []);
        Append(hash, codes);
    }
}
