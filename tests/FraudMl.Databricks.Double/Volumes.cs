using System.Collections.Concurrent;
using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace FraudMl.Databricks.Double;

/// <summary>Files in volumes, as the Files API keeps them: in folders that must be there, and that are removed when they are
/// empty.</summary>
public sealed class Volumes
{
    private readonly ConcurrentDictionary<string, bool> _folders = new();

    /// <summary>Files by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>The folders that were made and not removed.</summary>
    public IEnumerable<string> Folders => _folders.Keys;

    /// <summary>Makes a folder, and those above it.</summary>
    public void MakeFolder(string path) => _folders[path.TrimEnd('/')] = true;

    /// <summary>Removes a folder.</summary>
    public void DeleteFolder(string path)
    {
        if (Files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)))
            throw new BadRequestException("The directory is not empty.");
        if (!_folders.TryRemove(path, out _)) throw new BadRequestException("The directory is not found.", 404);
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, byte[] bytes, bool overwrite)
    {
        string folder = path[..path.LastIndexOf('/')];
        if (!_folders.ContainsKey(folder) && folder.Count(letter => letter == '/') > 4)
            throw new BadRequestException("The parent directory is not found.", 404);
        if (overwrite) Files[path] = bytes;
        else if (!Files.TryAdd(path, bytes)) throw new BadRequestException("The file is there already.", 409);
    }

    /// <summary>Removes a file.</summary>
    public void Delete(string path)
    {
        if (!Files.TryRemove(path, out _)) throw new BadRequestException("The file is not found.", 404);
    }

    /// <summary>Reads a Parquet file's columns and rows; times become texts in ISO 8601.</summary>
    public (string[] Names, List<object?[]> Rows) Read(string path) => ReadAsync(Files[path]).GetAwaiter().GetResult();

    private static async Task<(string[] Names, List<object?[]> Rows)> ReadAsync(byte[] file)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        DataField[] fields = reader.Schema.GetDataFields();
        var rows = new List<object?[]>();
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader part = reader.OpenRowGroupReader(group);
            int count = (int)part.RowCount, first = rows.Count;
            for (int i = 0; i < count; i++) rows.Add(new object?[fields.Length]);
            for (int i = 0; i < fields.Length; i++)
            {
                object?[] values = await ColumnAsync(part, fields[i], count);
                for (int row = 0; row < count; row++) rows[first + row][i] = values[row];
            }
        }

        return ([.. fields.Select(field => field.Name)], rows);
    }

    private static async Task<object?[]> ColumnAsync(ParquetRowGroupReader part, DataField field, int count)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            await part.ReadAsync(field, texts.AsMemory());
            return [.. texts];
        }

        if (field.ClrType == typeof(int)) return await NumbersAsync<int>(part, field, count, value => (long)value);
        if (field.ClrType == typeof(float)) return await NumbersAsync<float>(part, field, count, value => (double)value);
        if (field.ClrType == typeof(double)) return await NumbersAsync<double>(part, field, count, value => value);
        return await NumbersAsync<DateTime>(
            part, field, count, value => value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
    }

    private static async Task<object?[]> NumbersAsync<T>(ParquetRowGroupReader part, DataField field, int count, Func<T, object> stored)
        where T : struct
    {
        if (field.IsNullable)
        {
            var nullable = new T?[count];
            await part.ReadAsync<T>(field, nullable.AsMemory());
            return Array.ConvertAll(nullable, value => value is { } there ? stored(there) : null);
        }

        var values = new T[count];
        await part.ReadAsync<T>(field, values.AsMemory());
        return Array.ConvertAll(values, value => (object?)stored(value));
    }
}
