using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Describes a dataset as MLflow shows it: digest, column schema and profile, never its rows.</summary>
internal static class DatasetDescription
{
    public static MlflowDataset Of(Dataset data) => new()
    {
        Name = data.Name.Length > 500 ? data.Name[..500] : data.Name,
        Digest = Digest(data),
        SourceType = "local",
        Source = $$"""{"uri":"{{JsonEncodedText.Encode(data.Name)}}"}""",
        Schema = $$"""{"mlflow_colspec": {{ModelSignature.Columns(data.Columns.Select(column => (column.Name, ModelSignature.TypeOf(column.Kind))))}}}""",
        Profile = string.Create(CultureInfo.InvariantCulture, $$"""{"num_rows": {{data.RowCount}}, "num_elements": {{(long)data.RowCount * data.Columns.Count}}}"""),
    };

    // Names, kinds and all values: the first eight hexadecimal digits of their SHA-256, as short as MLflow's own digests.
    private static string Digest(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DataColumn column in data.Columns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{column.Name}\0{column.Kind}\0"));
            switch (column)
            {
                case NumberColumn numbers: hash.AppendData(MemoryMarshal.AsBytes(numbers.Values)); break;
                case TimestampColumn times: hash.AppendData(MemoryMarshal.AsBytes(times.Values)); break;
                case TextColumn texts:
                    foreach (string text in texts.Dictionary.Texts) hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
                    hash.AppendData(MemoryMarshal.AsBytes(texts.Codes));
                    break;
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
