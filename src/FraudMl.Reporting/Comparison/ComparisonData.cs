using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FraudMl.Reporting;

/// <summary>The numbers behind the charts as JSON; the writer escapes <c>&lt;</c>, so that no name can end the script element.</summary>
internal static class ComparisonData
{
    private const int PointCount = 120;

    public static string Of(ComparisonTable table, int curveCount, WinnerResults? winner)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("higherIsBetter", table.Metric.HigherIsBetter);
            Texts(json, "parameters", table.Parameters);
            Texts(json, "metrics", table.Metrics.Select(metric => metric.Name));
            json.WriteStartArray("runs");
            for (int i = 0; i < table.Runs.Count; i++) Write(json, table, table.Runs[i], i < curveCount);
            json.WriteEndArray();
            if (winner is not null)
            {
                json.WritePropertyName("winner");
                json.WriteRawValue(WinnerData.Of(winner));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ComparisonTable table, ComparisonRun run, bool hasCurves)
    {
        json.WriteStartObject();
        json.WriteNumber("number", run.Trial.Number);
        json.WriteString("name", run.Trial.Name);
        json.WriteString("phase", run.Trial.PhaseName);
        json.WriteStartArray("parameters");
        foreach (string parameter in table.Parameters) Value(json, run.Trial.Parameters.GetValueOrDefault(parameter));
        json.WriteEndArray();
        Numbers(json, "means", run.Values.Select(value => value.Mean), 6);
        Numbers(json, "deviations", run.Values.Select(value => value.Deviation), 6);
        json.WritePropertyName("fit");
        Number(json, run.Report.FitSeconds, 3);
        if (hasCurves && run.Report.OutOfFold.Count > 0) Curves(json, run.Report.OutOfFold, run.Trial.Pipeline.Calibrator is null);
        json.WriteEndObject();
    }

    private static void Curves(Utf8JsonWriter json, ScoredRows rows, bool isDeployedAsItIs)
    {
        PrecisionRecallCurve precision = PrecisionRecallCurve.Of(rows, PointCount);
        RocCurve roc = RocCurve.Of(rows, PointCount);
        Points(json, "pr", precision.Recall, precision.Precision);
        Points(json, "roc", roc.FalsePositiveRate, roc.TruePositiveRate, 6);
        if (isDeployedAsItIs) Calibration(json, rows);
        if (rows.Costs is not null) Costs(json, rows);
    }

    /// <summary>Writes probability, rate, low, high and count of each bin.</summary>
    private static void Calibration(Utf8JsonWriter json, ScoredRows rows) => Numbers(json, "calibration", CalibrationCurve.Of(rows).Uniform
        .Where(bin => bin.Weight > 0).SelectMany(bin =>
        {
            Interval interval = Interval.Wilson(bin.FraudRate * bin.Weight, bin.Weight);
            return new[] { bin.MeanProbability, bin.FraudRate, interval.Low, interval.High, bin.Weight };
        }), 4);

    // Over the share that is flagged, since thresholds of two runs do not mean the same; 1 is what flagging nothing costs.
    private static void Costs(Utf8JsonWriter json, ScoredRows rows)
    {
        ThresholdRow[] table = [.. ThresholdTable.Of(rows, PointCount).Rows
            .Where(row => row is { Cost: not null, NetSavings: not null } && row.Cost + row.NetSavings > 0)];
        double total = rows.Weights?.Sum() ?? rows.Count;
        Numbers(json, "cost", table.SelectMany(
            row => new[] { row.Flagged / total, row.Cost!.Value / (row.Cost.Value + row.NetSavings!.Value) }), 6);
    }

    /// <summary>Writes x0, y0, x1, y1, …</summary>
    private static void Points(Utf8JsonWriter json, string name, double[] xs, double[] ys, int decimals = 4) =>
        Numbers(json, name, xs.Zip(ys).SelectMany(point => new[] { point.First, point.Second }), decimals);

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values, int decimals)
    {
        json.WriteStartArray(name);
        foreach (double value in values) Number(json, value, decimals);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value, int decimals)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(Math.Round(value, decimals));
        else json.WriteNullValue();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        if (value is null) json.WriteNullValue();
        else if (value is int or long or float or double or decimal)
            Number(json, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), 10);
        else json.WriteStringValue(ComparisonCsv.Text(value));
    }
}
