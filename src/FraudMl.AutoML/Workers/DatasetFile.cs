using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>A dataset as a file that workers map: a head as JSON, then each column's values as they are in memory.</summary>
internal static class DatasetFile
{
    private const long Magic = 0x3141_5441_4C4D_4446;

    /// <summary>Writes a dataset into a file that only its owner may read.</summary>
    public static void Write(Dataset data, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        byte[] head = JsonSerializer.SerializeToUtf8Bytes(DatasetHead.Of(data), DatasetHeadJson.Default.DatasetHead);
        Write<long>(file, [Magic, head.Length]);
        Write<byte>(file, head);
        foreach (DataColumn column in data.Columns)
        {
            switch (column)
            {
                case NumberColumn numbers:
                    Write(file, numbers.Values);
                    if (numbers.IsRounded) Write<double>(file, [.. Enumerable.Range(0, numbers.RowCount).Select(numbers.Exact)]);
                    break;
                case TimestampColumn times: Write(file, times.Values); break;
                case TextColumn texts:
                    Write(file, texts.Codes);
                    Write<int>(file, [.. texts.Dictionary.Texts.Select(text => text.Length)]);
                    foreach (string text in texts.Dictionary.Texts) Write<char>(file, text);
                    break;
            }
        }
    }

    /// <summary>Opens a dataset whose values stay in the file, shared by all processes that map it.</summary>
    public static Dataset Map(string path)
    {
        var file = new MappedFile(path);
        ReadOnlySpan<long> start = file.Next<long>(2).Span;
        if (start[0] != Magic) throw new FraudMlException($"'{path}' is no dataset of a runner.");
        DatasetHead head = JsonSerializer.Deserialize(file.Next<byte>(start[1]).Span, DatasetHeadJson.Default.DatasetHead)!;
        DataColumn[] columns = [.. head.Columns.Select(Column)];
        return new Dataset(columns, head.Name, head.Unit) { Windows = head.Windows, Warnings = head.Warnings, Reading = head.Reading };

        DataColumn Column(ColumnHead column)
        {
            if (column.Kind == ColumnKind.Timestamp) return new TimestampColumn(column.Name, file.Next<long>(head.RowCount), column.Roles);
            if (column.Kind == ColumnKind.Number)
            {
                ReadOnlyMemory<float> values = file.Next<float>(head.RowCount);
                ReadOnlyMemory<double> exact = column.IsRounded ? file.Next<double>(head.RowCount) : default;
                return new NumberColumn(column.Name, values, column.Roles, exact, column.Origin);
            }

            ReadOnlyMemory<int> codes = file.Next<int>(head.RowCount);
            return new TextColumn(column.Name, codes, new TextDictionary(Texts(file.Next<int>(column.TextCount).Span)), column.Roles);
        }

        string[] Texts(ReadOnlySpan<int> lengths)
        {
            string[] texts = new string[lengths.Length];
            for (int i = 0; i < texts.Length; i++)
                texts[i] = new string(MemoryMarshal.Cast<ushort, char>(file.Next<ushort>(lengths[i]).Span));
            return texts;
        }
    }

    // Each block begins where numbers of any width may be read in place.
    private static void Write<T>(FileStream file, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        file.Write(MemoryMarshal.AsBytes(values));
        file.Write(new byte[-file.Position & (MappedFile.Alignment - 1)]);
    }
}

/// <summary>What a dataset is but its values.</summary>
internal sealed record DatasetHead(string Name, TimeUnit Unit, int RowCount, IReadOnlyList<ColumnHead> Columns)
{
    public IReadOnlyList<EntityWindows> Windows { get; init; } = [];

    public IReadOnlyList<DatasetWarning> Warnings { get; init; } = [];

    public required ReadingRules Reading { get; init; }

    public static DatasetHead Of(Dataset data) => new(data.Name, data.TimestampUnit, data.RowCount, [.. data.Columns.Select(ColumnHead.Of)])
    {
        Windows = data.Windows, Warnings = data.Warnings, Reading = data.Reading,
    };
}

/// <summary>What a column is but its values.</summary>
internal sealed record ColumnHead(string Name, ColumnKind Kind, ColumnRoles Roles)
{
    public bool IsRounded { get; init; }

    public double Origin { get; init; }

    public int TextCount { get; init; }

    public static ColumnHead Of(DataColumn column) => new(column.Name, column.Kind, column.Roles)
    {
        IsRounded = column is NumberColumn { IsRounded: true }, Origin = column is NumberColumn numbers ? numbers.Origin : 0,
        TextCount = column is TextColumn texts ? texts.Dictionary.Count : 0,
    };
}

[JsonSerializable(typeof(DatasetHead))]
internal sealed partial class DatasetHeadJson : JsonSerializerContext;
