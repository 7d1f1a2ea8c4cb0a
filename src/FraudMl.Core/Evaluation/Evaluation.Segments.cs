namespace FraudMl;

public sealed partial class Evaluation
{
    /// <summary>Returns how good the model is in each segment of the evaluated rows.</summary>
    /// <param name="column">A column of the evaluated dataset, for example <c>test["country"]</c>, or another with a value for each
    /// row.</param>
    /// <param name="options">How many segments and which metrics.</param>
    /// <exception cref="FraudMlException">Thrown when the column has another number of rows.</exception>
    public SegmentTable By(DataColumn column, SegmentOptions? options = null) => SegmentTable.Of(Rows, column, options);

    /// <summary>Returns how good the model is week by week, or by another period; null when the times of the rows are unknown.</summary>
    /// <param name="options">The length of a period and which metrics.</param>
    public SegmentTable? ByTime(SegmentOptions? options = null) => SegmentTable.OverTime(Rows, options);
}
