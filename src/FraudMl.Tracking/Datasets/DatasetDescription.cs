using System.Globalization;
using System.Text.Json;
using FraudMl.Mlflow;

namespace FraudMl.Tracking;

/// <summary>Describes a dataset as MLflow shows it: digest, column schema and profile, never its rows.</summary>
internal static class DatasetDescription
{
    // As long as MLflow's own digests.
    private const int DigestLength = 8;

    public static MlflowDataset Of(Dataset data, DatasetReference reference) => new()
    {
        Name = data.Name.Length > 500 ? data.Name[..500] : data.Name,
        Digest = reference.Digest[..DigestLength],
        SourceType = "local",
        Source = $$"""{"uri":"{{JsonEncodedText.Encode(reference.Uri ?? data.Name)}}"}""",
        Schema =
            $$"""{"mlflow_colspec": {{ModelSignature.Columns(data.Columns.Select(column => (column.Name, ModelSignature.TypeOf(column.Kind))))}}}""",
        Profile = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"num_rows": {{data.RowCount}}, "num_elements": {{(long)data.RowCount * data.Columns.Count}}}"""),
    };
}
