namespace FraudMl;

/// <summary>Sums up the explanations of many rows.</summary>
public static class FraudModelShapSummary
{
    extension(FraudModel model)
    {
        /// <summary>Returns what each input adds to the log-odds of rows, and where the row's value lies among the others.</summary>
        /// <param name="rows">Rows with the model's input columns; a few hundred fill a chart.</param>
        /// <param name="inputCount">The most inputs, at least 1. Default 15.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation or an input column is missing.</exception>
        public ShapSummary ShapSummary(Dataset rows, int inputCount = 15)
        {
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
            RowExplainer explainer = model.Explainer;
            FeatureMatrix matrix = model.Transform(rows);
            double[] byFeature = new double[model.Features.Count], bySource = new double[explainer.Sources.Count];
            double[][] contributions = [.. explainer.Sources.Select(_ => new double[matrix.RowCount])];
            for (int row = 0; row < matrix.RowCount; row++)
            {
                explainer.Contribute(matrix.Row(row), byFeature, bySource);
                for (int source = 0; source < bySource.Length; source++) contributions[source][row] = bySource[source];
            }

            return new(matrix.RowCount, [.. explainer.Sources
                .Select((source, i) => (Name: source, Values: contributions[i], Importance: Importance(contributions[i])))
                .OrderByDescending(input => input.Importance).Take(inputCount)
                .Select(input => new ShapInput(input.Name, input.Importance, Points(input.Values, Positions(rows, input.Name))))]);
        }
    }

    private static double Importance(double[] contributions) =>
        contributions.Length == 0 ? 0 : contributions.Average(Math.Abs);

    // By contribution, so that the points of one row can't be put together.
    private static ShapPoint[] Points(double[] contributions, double[]? positions) => [.. contributions
        .Select((contribution, row) => new ShapPoint(contribution, positions?[row] ?? double.NaN))
        .OrderBy(point => point.Contribution).ThenBy(point => point.Position)];

    private static double[]? Positions(Dataset rows, string source)
    {
        double[]? values = rows.Columns.FirstOrDefault(column => column.Name == source) switch
        {
            NumberColumn numbers => [.. numbers.Values.ToArray().Select(value => (double)value)],
            TimestampColumn times => [.. times.Values.ToArray().Select(value => value == TimestampColumn.Missing ? double.NaN : value)],
            _ => null,
        };
        if (values is null) return null;
        int[] there = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]))];
        double[] ranks = Midranks.Of(Array.ConvertAll(there, row => values[row]));
        Array.Fill(values, double.NaN);
        for (int i = 0; i < there.Length; i++) values[there[i]] = there.Length > 1 ? (ranks[i] - 1) / (there.Length - 1) : 0.5;
        return values;
    }
}
