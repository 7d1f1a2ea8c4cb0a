using System.Text;
using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>Cuts what goes into log-batch requests so that count and size stay within the server's limits.</summary>
internal static class BatchSplit
{
    public static IEnumerable<List<T>> Cut<T>(IEnumerable<T> items, int most, Func<T, (string Key, string Value)> texts)
    {
        var batch = new List<T>();
        int bytes = 0;
        foreach (T item in items)
        {
            (string key, string value) = texts(item);
            int size = SizeOf(key) + SizeOf(value);
            if (batch.Count == most || batch.Count > 0 && bytes + size > MlflowBatchLimits.Bytes)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(item);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    // The braces, names and quotes around a pair take 24 bytes.
    private static int SizeOf(string text) => 12 + Encoding.UTF8.GetByteCount(JsonEncodedText.Encode(text).ToString());
}
