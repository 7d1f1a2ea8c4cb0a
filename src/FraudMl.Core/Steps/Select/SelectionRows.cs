namespace FraudMl;

/// <summary>The columns that a rule chooses from.</summary>
/// <param name="Step">The step's name, for messages.</param>
/// <param name="Rows">The training rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Cancellation">Stops the choosing.</param>
internal sealed record SelectionRows(string Step, TrainingRows Rows, IReadOnlyList<SchemaColumn> Columns, CancellationToken Cancellation)
{
    /// <summary>Returns the values of a column, missing ones as NaN.</summary>
    public double[] Values(int column)
    {
        Cancellation.ThrowIfCancellationRequested();
        return Array.ConvertAll(Rows.Numbers(Columns[column]).ToArray(), value => (double)value);
    }

    /// <summary>Returns the finite values of a column, with the classes of their rows.</summary>
    public (double[] Values, int[] Classes) Labelled(int column)
    {
        double[] values = Values(column);
        int[] classes = Array.ConvertAll(Rows.Labels.ToArray(), label => label ? 1 : 0);
        if (Array.TrueForAll(values, double.IsFinite)) return (values, classes);
        int[] finite = [.. Enumerable.Range(0, values.Length).Where(row => double.IsFinite(values[row]))];
        return (values.Pick(finite), classes.Pick(finite));
    }
}
