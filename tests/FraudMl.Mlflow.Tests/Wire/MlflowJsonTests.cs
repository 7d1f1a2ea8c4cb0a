using System.Text.Json;

namespace FraudMl.Mlflow.Tests;

public sealed class MlflowJsonTests
{
    [Fact]
    public void Zeros_are_written_and_nan_and_infinities_have_names()
    {
        string json = JsonSerializer.Serialize(new MlflowLogMetric { RunId = "r", Key = "k", Value = 0.0, Timestamp = 0 },
            MlflowJson.Options);
        json.ShouldBe("""{"run_id":"r","key":"k","value":0,"timestamp":0,"step":0}""");
        foreach (double value in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon,
            double.MaxValue])
        {
            string text = JsonSerializer.Serialize(new MlflowMetric("k", value, 1), MlflowJson.Options);
            JsonSerializer.Deserialize<MlflowMetric>(text, MlflowJson.Options)!.Value.ShouldBe(value);
        }

        JsonSerializer.Serialize(new MlflowMetric("k", double.NaN, 1), MlflowJson.Options).ShouldContain("\"NaN\"");
    }

    [Fact]
    public void Numbers_come_as_numbers_or_text_and_what_is_missing_is_empty()
    {
        MlflowRegisteredModel model = JsonSerializer.Deserialize<MlflowRegisteredModel>(
            """{"name":"m","creation_timestamp":"1700000000000","last_updated_timestamp":1700000000001,"something_new":{}}""",
            MlflowJson.Options)!;
        model.CreationTimestamp.ShouldBe(1_700_000_000_000);
        model.LastUpdatedTimestamp.ShouldBe(1_700_000_000_001);
        model.Tags.ShouldBeEmpty();
        JsonSerializer.Serialize(model, MlflowJson.Options).ShouldContain("\"creation_timestamp\":1700000000000");
        JsonSerializer.Deserialize<MlflowRun>("{}", MlflowJson.Options)!.Data.Metrics.ShouldBeEmpty();
    }

    [Fact]
    public void Enums_are_upper_case_names_and_empty_lists_are_left_out()
    {
        JsonSerializer.Serialize(new MlflowUpdateRun { RunId = "r", Status = MlflowRunStatus.Finished }, MlflowJson.Options)
            .ShouldBe("""{"run_id":"r","status":"FINISHED"}""");
        JsonSerializer.Serialize(new MlflowLogBatch { RunId = "r" }, MlflowJson.Options).ShouldBe("""{"run_id":"r"}""");
    }
}
