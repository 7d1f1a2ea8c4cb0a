using Parquet;

namespace FraudMl;

/// <summary>Opens Parquet files; what goes wrong is said in one sentence.</summary>
internal static class ParquetFile
{
    /// <summary>Returns whether a path names a Parquet file.</summary>
    public static bool IsNamed(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="description">What is read, for messages: the file, or the first of several.</param>
    /// <param name="options">Limits.</param>
    /// <param name="read">Reads it; gets its name and its reader.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FraudMlException">Thrown when it can't be read.</exception>
    public static async Task ReadAsync(string path, string description, ParquetReadingOptions options,
        Func<string, ParquetReader, Task> read, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        await using FileStream file = DataFile.Open(path, "Parquet");
        bool isParquet = HasMarks(file);
        try
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(file,
                new Parquet.ParquetOptions { UseDateOnlyTypeForDates = true }, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (Math.Max(file.Length, reader.Metadata?.RowGroups.Sum(group => group.TotalByteSize) ?? 0) > options.MaximumBytes)
                throw new FraudMlException($"{name} has more than {options.MaximumBytes} bytes, unpacked. Raise "
                    + $"ParquetReadingOptions.MaximumBytes, or aggregate where the data is.");
            await read(name, reader).ConfigureAwait(false);
        }
        catch (OutOfMemoryException e)
        {
            throw new FraudMlException($"{description} has more rows than memory holds. Set ParquetReadingOptions.MaximumRowCount, or "
                + $"aggregate where the data is.", e);
        }
        catch (Exception e) when (e is not (FraudMlException or OperationCanceledException))
        {
            string wayOut = isParquet
                ? "It begins and ends as Parquet does, so this may be a limit of the library that reads it here: where other readers take "
                    + "it, write it anew with one of them, such as pandas"
                : "Take a fresh copy, or check that it is Parquet";
            throw new FraudMlException($"{name} can't be read as Parquet: {e.Message.TrimEnd('.')}. {wayOut}.", e);
        }
    }

    private static bool HasMarks(FileStream file)
    {
        Span<byte> marks = stackalloc byte[8];
        if (file.Length < 12) return false;
        file.ReadExactly(marks[..4]);
        file.Position = file.Length - 4;
        file.ReadExactly(marks[4..]);
        file.Position = 0;
        return marks.SequenceEqual("PAR1PAR1"u8);
    }
}
