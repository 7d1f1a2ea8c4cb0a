using FraudMl.Onnx;

namespace FraudMl.Testing;

public sealed partial class StepContract
{
    // A row in the middle of the first block of 16.
    private const int ChangedRow = 7;

    private const int LeakRowCount = 2000;

    private void MissingValuesAreBorne()
    {
        Dataset missing = ChangedRows.WithMissing(Data, ChangedRow);
        FeatureMatrix transformed = _features.Value.Transform(missing);
        OthersAreUntouched(transformed);
        Same(_features.Value.Transform(missing.Take([ChangedRow])), transformed, [ChangedRow]);
    }

    private void ExtremeValuesAreBorne()
    {
        foreach (float value in new[] { float.PositiveInfinity, float.MaxValue, float.Epsilon })
            OthersAreUntouched(_features.Value.Transform(ChangedRows.WithNumbers(Data, value, row => row == ChangedRow)));
    }

    private void UnseenTextsAreBorne()
    {
        try
        {
            OthersAreUntouched(_features.Value.Transform(ChangedRows.WithUnseenTexts(Data, row => row == ChangedRow)));
        }
        catch (FraudMlException refused)
        {
            Require.That(refused.ColumnName is not null || Data.Columns.Any(column => refused.Message.Contains($"'{column.Name}'",
                StringComparison.Ordinal)), $"it refuses the text without naming the column: {refused.Message}");
        }
    }

    // Random labels against columns that know nothing of them: the area under the curve is that of a coin, 0.5 with a standard deviation of
    // √((n + 1) / (12 · frauds · others)).
    private void LabelsAreNotTold()
    {
        Dataset data = ChangedRows.WithoutMeaning(Data, LeakRowCount);
        FeatureMatrix matrix;
        try
        {
            matrix = FittedSteps.Fit(_steps, data).Matrix;
        }
        catch (FraudMlException)
        {
            return; // It refuses texts of a random key: nothing is told.
        }

        double frauds = data.FraudCount, bound = 4.6 * Math.Sqrt((LeakRowCount + 1) / (12 * frauds * (LeakRowCount - frauds)));
        for (int column = 0; column < matrix.ColumnCount; column++)
        {
            double area = RocAuc(matrix, column, data);
            string name = matrix.Columns[column].Name;
            Require.That(Math.Abs(area - 0.5) <= bound, () => FormattableString.Invariant(
                $"'{name}' of training rows ranks random labels with a ROC-AUC of {area:0.000}; a coin's is 0.5 ± {bound:0.000}"));
        }
    }

    private void OnnxAgrees()
    {
        try
        {
            _ = FittedSteps.Model(_features.Value).ToOnnx();
        }
        catch (OnnxExportException refused)
        {
            Require.That(refused.Reason.Length > 20, "it can't be exported and does not say why");
            return;
        }

        StepOnnx.ShouldAgree(_features.Value, Data);
        StepOnnx.ShouldAgree(_features.Value, ChangedRows.WithMissing(Data, ChangedRow));
        if (FeatureData.Extremes() is var extremes && extremes.Columns.All(column => Data.Has(column.Name)))
            StepOnnx.ShouldAgree(_features.Value, extremes);
    }

    private void OthersAreUntouched(FeatureMatrix changed)
    {
        int[] others = [.. Range(0, Data.RowCount).Where(row => row != ChangedRow)];
        Same(changed.Take(others), _features.Value.Transform(Data), others);
    }

    private static double RocAuc(FeatureMatrix matrix, int column, Dataset data) => Metrics.RocAuc.Compute(new ScoredRows(data.Labels,
        [.. Range(0, matrix.RowCount).Select(row => matrix.Row(row)[column]).Select(value => float.IsFinite(value) ? value : -1e30)],
        new() { Kind = ScoreKind.Margin }));

    private static void Same(FeatureMatrix got, FeatureMatrix all, int[] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int column = 0; column < all.ColumnCount; column++)
            {
                (float a, float b) = (got.Row(i)[column], all.Row(rows[i])[column]);
                if (BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b)) continue;
                throw new BrokenRuleException(FormattableString.Invariant(
                    $"'{all.Columns[column].Name}', row {rows[i]} among {rows.Length}: {a:R} and {b:R}"));
            }
        }
    }
}
