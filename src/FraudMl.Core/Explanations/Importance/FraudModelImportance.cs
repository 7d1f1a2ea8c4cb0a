using System.Globalization;

namespace FraudMl;

/// <summary>Tells what a model looks at.</summary>
public static class FraudModelImportance
{
    extension(FraudModel model)
    {
        /// <summary>Returns how many splits look at each feature, the most first.</summary>
        /// <exception cref="FraudMlException">Thrown when the model is no tree ensemble.</exception>
        public IReadOnlyList<FeatureImportance> SplitImportance() => model.ByFeature(TreeImportance.Splits(model.Trees()));

        /// <summary>Returns how much spread of the leaf values each feature's splits explain, weighted by the training rows that reach
        /// them, the most first.</summary>
        /// <remarks>It is computed from leaf values and covers alone, and so means the same for every learner; it is not the gain in the
        /// learner's own loss.</remarks>
        /// <exception cref="FraudMlException">Thrown when the model is no tree ensemble.</exception>
        public IReadOnlyList<FeatureImportance> GainImportance() => model.ByFeature(TreeImportance.Gains(model.Trees()));

        /// <summary>Returns the mean size of each input's contribution to the log-odds over rows, the most first.</summary>
        /// <param name="rows">Rows with the model's input columns; a thousand are usually enough.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation or an input column is missing.</exception>
        public IReadOnlyList<FeatureImportance> ShapImportance(Dataset rows)
        {
            ArgumentNullException.ThrowIfNull(rows);
            FeatureMatrix matrix = model.Transform(rows);
            double[] byFeature = new double[model.Features.Count], bySource = new double[model.Explainer.Sources.Count],
                sums = new double[bySource.Length];
            for (int row = 0; row < matrix.RowCount; row++)
            {
                model.Explainer.Contribute(matrix.Row(row), byFeature, bySource);
                for (int source = 0; source < sums.Length; source++) sums[source] += Math.Abs(bySource[source]);
            }
            return Ordered(model.Explainer.Sources.Select(
                (source, i) => new FeatureImportance(source, sums[i] / Math.Max(1, matrix.RowCount))));
        }

        /// <summary>Returns how much a metric loses when an input's values are shuffled between rows (Breiman
        /// 2001), the most first.</summary>
        /// <remarks>Inputs that say the same share their importance: shuffling one of them loses little.</remarks>
        /// <param name="rows">Labelled rows that the model has not seen.</param>
        /// <param name="options">Metric, repeats and seed.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule or an input column is missing.</exception>
        public IReadOnlyList<FeatureImportance> PermutationImportance(Dataset rows, PermutationOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(rows);
            options ??= new();
            options.Validate();
            double Value(Dataset data) => options.Metric.Compute(model.ScoredRowsOf(data));
            double whole = Value(rows), sign = options.Metric.HigherIsBetter ? 1 : -1;
            return Ordered(model.Inputs.Select(
                (input, index) => new FeatureImportance(input.Name, Enumerable.Range(0, options.RepeatCount).Average(repeat =>
            {
                int[] order = [.. Enumerable.Range(0, rows.RowCount)];
                new Random(unchecked(options.Seed * 1_000_003 + index * 1009 + repeat)).Shuffle(order);
                return sign * (whole - Value(With(rows, rows[input.Name].Take(order))));
            }))));
        }

        /// <summary>Returns the mean probability of fraud as an input takes one value after the other.</summary>
        /// <param name="rows">Rows with the model's input columns; a thousand are usually enough.</param>
        /// <param name="input">A number input (its quantiles are tried) or a text input (its texts are tried).</param>
        /// <param name="pointCount">The most values tried, at least 2. Default 20.</param>
        /// <exception cref="FraudMlException">Thrown when the input is missing or a timestamp.</exception>
        public PartialDependence PartialDependence(Dataset rows, string input, int pointCount = 20)
        {
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 2);
            double Mean(DataColumn column) => model.Score(With(rows, column)).Average();
            switch (rows[input])
            {
                case NumberColumn numbers:
                    float[] sorted = [.. numbers.Values.ToArray().Where(value => !float.IsNaN(value)).Order()];
                    if (sorted.Length == 0) return new(input, []);
                    IEnumerable<float> grid = Enumerable.Range(0, pointCount)
                        .Select(i => (float)Quantiles.Linear((double)i / (pointCount - 1), sorted.Length, rank => sorted[rank])).Distinct();
                    return new(input, [.. grid.Select(value => new PartialDependencePoint(
                        value.ToString(CultureInfo.InvariantCulture), value, Mean(numbers.WithValues(Filled(rows.RowCount, value)))))]);
                case TextColumn texts:
                    int[] counts = new int[texts.Dictionary.Count];
                    foreach (int code in texts.Codes)
                    {
                        if (code >= 0) counts[code]++;
                    }
                    IEnumerable<int> common = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)
                        .OrderByDescending(code => counts[code]).Take(pointCount);
                    return new(input, [.. common.Select(code => new PartialDependencePoint(
                        texts.Dictionary.Texts[code], double.NaN,
                        Mean(new TextColumn(input, Filled(rows.RowCount, code), texts.Dictionary, texts.Roles))))]);
                default:
                    throw new FraudMlException(
                        $"Partial dependence takes a number or a text, and '{input}' is a timestamp.") { ColumnName = input };
            }
        }

        private TreeEnsemble Trees() => (model.Scorer is LinkedModel linked ? linked.Inner : model.Scorer) as TreeEnsemble
            ?? throw new FraudMlException(
                $"{model.Scorer.GetType().Name} has no splits to count. Use ShapImportance or PermutationImportance.");

        private FeatureImportances ByFeature(double[] values) =>
            Ordered(values.Select((value, i) => new FeatureImportance(model.Features[i].Name, value)));
    }

    private static FeatureImportances Ordered(IEnumerable<FeatureImportance> importances) =>
        new([.. importances.OrderByDescending(importance => importance.Value)]);

    private static Dataset With(Dataset rows, DataColumn changed) =>
        new([.. rows.Columns.Select(column => column.Name == changed.Name ? changed : column)], rows.Name, rows.TimestampUnit);

    private static T[] Filled<T>(int count, T value)
    {
        var values = new T[count];
        Array.Fill(values, value);
        return values;
    }
}
