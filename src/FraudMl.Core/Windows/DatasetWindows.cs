namespace FraudMl;

public sealed partial class Dataset
{
    /// <value>The velocity features that <see cref="WithWindows"/> has added; a model fitted on the data carries them.</value>
    public IReadOnlyList<EntityWindows> Windows { get; private init; } = [];

    /// <summary>Adds velocity features as number columns. Do it before any split: a window looks back only, so nothing leaks, and test rows keep their history.</summary>
    /// <remarks>
    /// The rows may be in any order; they are taken by time, and in the order of the data where times are equal. Linear time after that
    /// sort. Sums are exact, so a feature depends on the events of its window only.
    /// </remarks>
    /// <param name="windows">The features by entity, for example <c>Velocity.Per("CARD").Over(TimeSpan.FromDays(7)).Count().Mean("AMOUNT")</c>.</param>
    /// <exception cref="FraudMlException">Thrown when a time is missing, or a column is missing or of the wrong kind.</exception>
    public Dataset WithWindows(params EntityWindows[] windows)
    {
        WindowColumns.Require(this, windows);
        int[] order = OrderByTime();
        var added = new NumberColumn[windows.Length][];
        Parallel.For(0, windows.Length, entity => added[entity] = WindowColumns.Compute(this, windows[entity], order));
        return new Dataset([.. Columns, .. added.SelectMany(columns => columns)], Name, TimestampUnit) { Windows = [.. Windows, .. windows] };
    }
}
