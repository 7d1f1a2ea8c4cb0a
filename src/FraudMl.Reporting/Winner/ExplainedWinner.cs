namespace FraudMl.Reporting;

/// <summary>What a model looks at: contributions of many rows and the partial dependence of its most important inputs.</summary>
/// <param name="FraudCount">The frauds among the explained rows.</param>
/// <param name="Shap">The contributions; null when there is nothing to explain.</param>
/// <param name="Dependences">The partial dependence of the most important inputs that are no keys.</param>
/// <param name="DependenceRowCount">The rows that the partial dependence is averaged over.</param>
/// <param name="Reason">Why there are no contributions; null when there are, or when no model was given.</param>
internal sealed record ExplainedWinner(
    int FraudCount, ShapSummary? Shap, IReadOnlyList<PartialDependence> Dependences, int DependenceRowCount, string? Reason)
{
    private const int MostRows = 400, MostFrauds = 100, MostInputs = 12, MostDependences = 6, PointCount = 20;

    public static ExplainedWinner Of(FraudModel? model, Dataset? data)
    {
        if (model is null || data is null || data.RowCount == 0) return new(0, null, [], 0, null);
        int[] frauds = Evenly([.. Enumerable.Range(0, data.RowCount).Where(row => data.Labels[row])], MostFrauds);
        int[] others = Evenly([.. Enumerable.Range(0, data.RowCount).Where(row => !data.Labels[row])], MostRows - frauds.Length);
        try
        {
            ShapSummary shap = model.ShapSummary(data.Take([.. frauds.Concat(others).Order()]), MostInputs);

            // Mean probabilities are over rows as they come, frauds as rare as they are.
            Dataset rows = data.Take(Evenly([.. Enumerable.Range(0, data.RowCount)], MostRows));
            return new(frauds.Length, shap, [.. shap.Inputs.Where(input => IsShown(data, input.Name)).Take(MostDependences)
                .Select(input => model.PartialDependence(rows, input.Name, PointCount))], rows.RowCount, null);
        }
        catch (FraudMlException refused)
        {
            return new(0, null, [], 0, refused.Message);
        }
    }

    // The texts of a key, or of a column in which hardly any repeats, name customers.
    private static bool IsShown(Dataset data, string input) => data.Columns.FirstOrDefault(column => column.Name == input) switch
    {
        NumberColumn numbers => !numbers.Is(ColumnRoles.Key),
        TextColumn texts => !texts.Is(ColumnRoles.Key) && texts.Dictionary.Count * 2 < data.RowCount,
        _ => false,
    };

    private static int[] Evenly(int[] rows, int most) => rows.Length <= most
        ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];
}
