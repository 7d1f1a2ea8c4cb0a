using System.Globalization;
using FraudMl.Onnx;

namespace FraudMl.Testing;

/// <summary>Requires that a model gives the same scores by every door.</summary>
public static class ModelParity
{
    private const int MostSingleRows = 500;
    private const double LargestDifference = 1e-6;

    /// <summary>Scores rows together, one by one, by a dictionary of values, saved and loaded, and in ONNX Runtime: the first four must
    /// agree to the bit, the last within 1e-6.</summary>
    /// <remarks>A model that can't be exported passes where the export says why, unless it must.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="data">Rows as the model takes them; the first 500 are scored one by one.</param>
    /// <param name="mustExport">Whether the model must export to ONNX. Default: it may say why it can't.</param>
    /// <exception cref="ContractException">Thrown with the door and the row where scores differ.</exception>
    public static void Verify(FraudModel model, Dataset data, bool mustExport = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        double[] scores = model.Score(data);
        var broken = new List<string>();
        Try("One by one", () => Require.SameBits(Head(scores), One(row => model.Score(data.Take([row]))[0]), "together and alone"));
        Try("By values", () => Require.SameBits(Head(scores), One(row => model.Score(Values(model, data, row))), "together and by values"));
        Try("Saved and loaded", () => Require.SameBits(
            scores, FraudModel.Load(new MemoryStream(FittedSteps.Saved(model))).Score(data), "now and loaded"));
        Try("In ONNX Runtime", () => InOnnx(model, data, scores, mustExport));
        if (broken.Count > 0) throw new ContractException($"The model '{model.Pipeline}'", broken);

        double[] Head(double[] all) => all[..Math.Min(MostSingleRows, all.Length)];

        double[] One(Func<int, double> score) => [.. Enumerable.Range(0, Math.Min(MostSingleRows, data.RowCount)).Select(score)];

        void Try(string door, Action check)
        {
            try
            {
                check();
            }
            catch (Exception failure) when (failure is BrokenRuleException or FraudMlException)
            {
                broken.Add($"{door}: {failure.Message}");
            }
        }
    }

    private static void InOnnx(FraudModel model, Dataset data, double[] scores, bool mustExport)
    {
        float[] theirs;
        try
        {
            theirs = new OnnxModelScores(model, data).Probabilities;
        }
        catch (OnnxExportException refused)
        {
            Require.That(!mustExport, refused.Message);
            return;
        }

        for (int row = 0; row < scores.Length; row++)
        {
            (double here, float there, int at) = (scores[row], theirs[row], row);
            Require.That(double.IsNaN(here) == float.IsNaN(there) && !(Math.Abs(here - there) > LargestDifference),
                () => FormattableString.Invariant($"row {at}: {here:R} here and {there:R} there"));
        }
    }

    private static Dictionary<string, object?> Values(FraudModel model, Dataset data, int row) =>
        model.Inputs.ToDictionary(input => input.Name, input => data[input.Name] switch
        {
            NumberColumn { Origin: not 0 } times => times.Exact(row),
            NumberColumn numbers => float.IsNaN(numbers.Values[row]) ? null : (object?)numbers.Values[row],
            TextColumn texts => texts.Codes[row] < 0 ? null : texts.Dictionary.Texts[texts.Codes[row]],
            TimestampColumn times when times.Values[row] == TimestampColumn.Missing => null,
            TimestampColumn times => DateTimeOffset.UnixEpoch.AddTicks(times.Values[row] * TimeSpan.TicksPerMicrosecond),
            _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"'{input.Name}' is of no known kind.")),
        });
}
