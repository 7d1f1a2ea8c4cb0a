using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FraudMl;

namespace FraudMl.Benchmarks;

/// <summary>A kind of request: where it goes, what it carries, and how many transactions that is.</summary>
internal sealed record RequestKind(string Name, string Path, string ContentType, int RowCount, IReadOnlyList<byte[]> Bodies)
{
    public IReadOnlyList<string> Headers { get; init; } = [];
}

/// <summary>The requests of the benchmark, made of distinct transactions: a repeated one would sit in the branch predictor.</summary>
internal sealed class Bodies(FraudModel model, Dataset rows)
{
    private const int LargeRowCount = 1000;

    private readonly string[] _names = [.. model.Inputs.Select(input => input.Name)];
    private readonly float[][] _columns =
        [.. model.Inputs.Select(input => ((NumberColumn)rows[input.Name]).Values.ToArray())];

    public IEnumerable<RequestKind> All()
    {
        string[] records = [.. Enumerable.Range(0, rows.RowCount).Select(row => Record(row, digits: 9))];
        byte[][] invocations = [.. records.Select(record => Utf8($"{{\"dataframe_records\":[{record}]}}"))];
        byte[][] transactions = [.. records.Select(Utf8)];
        yield return new("/invocations, one row", "/invocations", "application/json", 1, invocations);
        yield return new("/score", "/score", "application/json", 1, transactions);
        yield return new("/score?reasons=5", "/score?reasons=5", "application/json", 1, transactions);
        int[][] chunks = [.. Enumerable.Range(0, rows.RowCount).Chunk(LargeRowCount).Where(chunk => chunk.Length == LargeRowCount)];
        yield return new("1,000 rows, split", "/invocations", "application/json", LargeRowCount, [.. chunks.Select(Split)]);
        yield return new("1,000 rows, raw tensor", "/v2/models/fraud-model/infer", "application/octet-stream", LargeRowCount,
            [.. chunks.Select(RawTensor)]) { Headers = [$"Inference-Header-Content-Length:{RawHeader(LargeRowCount).Length}"] };
        yield return new("1,000 rows, records", "/invocations", "application/json", LargeRowCount,
            [.. chunks.Select(chunk => Utf8($"{{\"dataframe_records\":[{Rows(chunk, row => Record(row, digits: 17))}]}}"))]);
        yield return Parquet(chunks);
    }

    private RequestKind Parquet(int[][] chunks)
    {
        string file = Path.GetTempFileName();
        byte[][] bodies = [.. chunks.Select(chunk =>
        {
            rows.Take(chunk).WriteParquet(file);
            return File.ReadAllBytes(file);
        })];
        File.Delete(file);
        return new("1,000 rows, Parquet", "/invocations", "application/vnd.apache.parquet", LargeRowCount, bodies);
    }

    private byte[] Split(int[] chunk)
    {
        string names = string.Join(',', _names.Select(name => $"\"{name}\""));
        string data = Rows(chunk, row => $"[{string.Join(',', _names.Select((_, input) => Number(row, input, digits: 17)))}]");
        return Utf8($"{{\"dataframe_split\":{{\"columns\":[{names}],\"data\":[{data}]}}}}");
    }

    private static string Rows(int[] chunk, Func<int, string> text) => string.Join(',', chunk.Select(text));

    // The binary tensor data extension of the Open Inference Protocol, in both directions.
    private byte[] RawTensor(int[] chunk)
    {
        float[] values = [.. chunk.SelectMany(row => _columns.Select(column => column[row]))];
        return [.. RawHeader(chunk.Length), .. MemoryMarshal.AsBytes<float>(values)];
    }

    private byte[] RawHeader(int rowCount) => Utf8(FormattableString.Invariant(
        $"{{\"parameters\":{{\"binary_data_output\":true}},\"inputs\":[{{\"name\":\"inputs\",\"datatype\":\"FP32\",")
        + FormattableString.Invariant(
            $"\"shape\":[{rowCount},{_names.Length}],\"parameters\":{{\"binary_data_size\":{rowCount * _names.Length * 4}}}}}]}}"));

    private string Record(int row, int digits) =>
        $"{{{string.Join(',', _names.Select((name, input) => $"\"{name}\":{Number(row, input, digits)}"))}}}";

    // 17 digits: what a double looks like that no float is behind.
    private string Number(int row, int input, int digits)
    {
        float value = _columns[input][row];
        return digits == 17 ? (value * (1 + 1e-9 * (row % 97 + 1))).ToString("G17", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
