using System.Text.RegularExpressions;

namespace FraudMl.Testing;

public sealed partial class ResamplerContract
{
    private void OneClassIsExplained()
    {
        string message = Require.Throws<FraudMlException>(
            () => Resample(ResamplerRows.WithCategories(ResamplerRows.Random(0, 20))), "at rows without a fraud").Message;
        Require.That(message.Contains("needs both classes, and the training data has 0 frauds among 20 rows", StringComparison.Ordinal),
            $"the message does not say that it 'needs both classes'; call data.RequireBothClasses(Name): {message}");
    }

    private void TinyClassIsBorne()
    {
        foreach (int frauds in new[] { 1, 2, 4 })
            IsValidOrExplained(ResamplerRows.WithCategories(ResamplerRows.Random(frauds, 50)), $"of {frauds} frauds and 50 others");
    }

    private void HardRowsAreBorne()
    {
        bool[] labels = [.. Enumerable.Range(0, 60).Select(row => row < 12)];
        foreach (float value in new[] { 0f, 1e-40f, 1e30f, float.MaxValue, -float.MaxValue })
        {
            IsValidOrExplained(ResamplerRows.WithCategories(ResamplerRows.Of(
                [.. labels.Select((fraud, row) => new[] { value, row % 2 == 0 ? value : -value, 3f })], labels)),
                FormattableString.Invariant($"of the number {value:R} only"));
        }

        IsValidOrExplained(ResamplerRows.Of([.. labels.Select(_ => new[] { 1f, 0f })], labels), "that are all equal");
    }

    private void MissingValuesAreExplained()
    {
        try
        {
            TrainingData resampled = Resample(ResamplerRows.Missing()).Data;
            Require.That(resampled.FraudCount > 0, "no fraud is left");
        }
        catch (FraudMlException explained)
        {
            Require.That(explained.Message.Contains("'V3'", StringComparison.Ordinal)
                && explained.Message.Contains("Impute", StringComparison.Ordinal),
                $"the column and the way out are not named; call data.RequireFinite(Name): {explained.Message}");
        }
    }

    // Numbers that name categories have no distances and nothing between them.
    private void CategoriesStay()
    {
        TrainingData rows = ResamplerRows.Random(40, 400);
        float[] values = rows.Matrix.Values.ToArray();
        int width = rows.Matrix.ColumnCount;
        for (int row = 0; row < 440; row++) values[row * width] = row * 7 % 5 * 10;
        FeatureColumn[] columns = [.. rows.Matrix.Columns];
        columns[0] = new("City.Category", "City") { Kind = FeatureKind.Categorical };
        try
        {
            FeatureMatrix made = Resample(rows with { Matrix = new FeatureMatrix(values, 440, columns) }).Data.Matrix;
            for (int row = 0; row < made.RowCount; row++)
            {
                float category = made.Row(row)[0];
                Require.That(category is 0 or 10 or 20 or 30 or 40, () => FormattableString.Invariant(
                    $"a row is made of the category {category:R}, which does not exist"));
            }
        }
        catch (FraudMlException refused)
        {
            Require.That(refused.Message.Contains("'City.Category'", StringComparison.Ordinal)
                && refused.Message.Contains(".OneHot", StringComparison.Ordinal),
                $"the refusal does not name column and encoder: {refused.Message}");
        }
    }

    private void CancelledAtOnce()
    {
        ResamplingContext cancelled = ResamplerRows.Context() with { CancellationToken = new CancellationToken(canceled: true) };
        OperationCanceledException stopped = Require.Throws<OperationCanceledException>(
            () => Resample(context: cancelled), "with a cancelled token");
        Require.That(stopped.CancellationToken == cancelled.CancellationToken, "the exception carries another token");
    }

    private void OtherOptionsAreExplained()
    {
        string message = Require.Throws<FraudMlException>(
            () => _resampler.With(new ForeignOptions()), "at options of another type").Message;
        string type = _resampler.Options.GetType().Name;
        Require.That(message == $"{_resampler.Name} takes {type}. Got ForeignOptions instead.",
            $"the message names not both types; use options.As<{type}>(Name): {message}");
    }

    private void InputIsUnchanged()
    {
        (float[] before, bool[] labels) = (Data.Matrix.Values.ToArray(), Data.Labels.ToArray());
        Resample();
        Require.That(Data.Matrix.Values.Span.SequenceEqual(before) && Data.Labels.Span.SequenceEqual(labels),
            "the rows that it was given are others now");
    }

    private void ModelIsRightOnAverage()
    {
        Dataset data = ResamplerRows.Transactions();
        FraudPipelineBuilder Pipeline() =>
            new FraudPipelineBuilder().OneHot("Channel").Resample(_resampler).Train(Trainers.LogisticRegression());
        FraudModel plain = Pipeline().Build().Fit(data);
        Require.That(plain.Score(data).All(score => score is >= 0 and <= 1), "a row is not scored");
        double expected = (double)data.FraudCount / data.RowCount;
        if (Resample().Shift.IsExact) IsNear(plain.Score(data).Average(), 0.03, "corrected by the shift that it calls exact");
        IsNear(Pipeline().Calibrate(Calibrators.Platt()).Build().Fit(data).Score(data).Average(), 0.02, "calibrated on untouched rows");

        void IsNear(double mean, double bound, string how) => Require.That(Math.Abs(mean - expected) <= bound,
            () => FormattableString.Invariant($"the mean probability, {how}, is {mean:0.000}, and the share of frauds {expected:0.000}"));
    }

    private void IsValidOrExplained(TrainingData data, string what)
    {
        try
        {
            ResampledRows resampled = Resample(data);
            int frauds = resampled.Data.FraudCount;
            Require.That(frauds >= 1 && frauds < resampled.Data.Labels.Length, $"rows {what} leave one class");
            foreach (float number in resampled.Data.Matrix.Values.Span)
                Require.That(float.IsFinite(number), $"rows {what} become a number that is not finite");
        }
        catch (FraudMlException error)
        {
            Require.That(error.Message.Any(char.IsAsciiDigit) && WayOut().IsMatch(error.Message),
                $"the refusal of rows {what} does not tell numbers and what to do: {error.Message}");
        }
    }

    [GeneratedRegex(@"(Lower|Raise|Relax|Use|Set|Clean|Choose|use|add|Add) [\s\S]*\.$")]
    private static partial Regex WayOut();
}
