using System.Collections.ObjectModel;

namespace FraudMl.Training;

/// <summary>What a learner learns from.</summary>
/// <param name="Matrix">The features.</param>
/// <param name="Labels">The labels, true is fraud.</param>
public sealed record TrainingData(FeatureMatrix Matrix, ReadOnlyMemory<bool> Labels)
{
    /// <value>The weights of the rows; empty when every row weighs 1.</value>
    public ReadOnlyMemory<float> Weights { get; init; }

    /// <value>The times of the rows in microseconds; empty when unknown.</value>
    public ReadOnlyMemory<long> Timestamps { get; init; }

    /// <value>The entities of the rows by key column, as codes; empty when there are none.</value>
    public IReadOnlyDictionary<string, ReadOnlyMemory<int>> Keys { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<int>>.Empty;

    /// <value>Rows held back for early stopping, never resampled; null for none. Without early stopping a learner may score its iterations
    /// on them where somebody listens, and learns nothing from them.</value>
    public TrainingData? Validation { get; init; }

    /// <value>The number of frauds.</value>
    public int FraudCount => Labels.Span.Count(true);

    /// <summary>Returns the weighted share of the frauds, kept within [1e-7, 1 − 1e-7], so that its log-odds are finite.</summary>
    /// <param name="positiveWeight">What the weight of every fraud is multiplied by.</param>
    public double FraudRatio(double positiveWeight = 1)
    {
        double frauds = 0, total = 0;
        for (int row = 0; row < Labels.Length; row++)
        {
            bool fraud = Labels.Span[row];
            double weight = (Weights.IsEmpty ? 1 : Weights.Span[row]) * (fraud ? positiveWeight : 1);
            if (fraud) frauds += weight;
            total += weight;
        }

        return Math.Clamp(total > 0 ? frauds / total : 0.5, 1e-7, 1 - 1e-7);
    }

    /// <summary>
    /// Throws unless a learner can learn from the rows: there is a feature, lengths agree, weights are valid, both classes are there, and
    /// no feature holds categories, unless the learner takes them.
    /// </summary>
    /// <param name="who">Who needs it, for the message.</param>
    /// <param name="takesCategories">Whether the learner, or learners that it hands the rows on to, take features of the kind
    /// <see cref="FeatureKind.Categorical"/>. Default false.</param>
    /// <exception cref="FraudMlException">Thrown with every problem found.</exception>
    public void RequireValid(string who, bool takesCategories = false)
    {
        RequireValidRows(who, takesCategories);
        RequireBothClasses(who);
    }

    /// <summary>Throws unless a learner that needs no labels can learn from the rows: there is a row and a feature, lengths agree, weights
    /// are valid, and no feature holds categories, unless the learner takes them.</summary>
    /// <param name="who">Who needs it, for the message.</param>
    /// <param name="takesCategories">Whether the learner takes features of the kind <see cref="FeatureKind.Categorical"/>.
    /// Default false.</param>
    /// <exception cref="FraudMlException">Thrown with every problem found.</exception>
    public void RequireValidRows(string who, bool takesCategories = false)
    {
        List<string> problems = [];
        if (!takesCategories) problems.AddRange(Matrix.Columns.Where(column => column.Kind == FeatureKind.Categorical).Select(Encode));
        if (Matrix.ColumnCount == 0)
            problems.Add("There must be a feature at least. Got none: leave a column in after the last step, or check the columns' roles.");
        if (Labels.Length != Matrix.RowCount)
            problems.Add($"There must be one label per row. Got {Labels.Length} labels for {Matrix.RowCount} rows.");
        if (Weights.Length != 0 && Weights.Length != Matrix.RowCount)
            problems.Add($"There must be one weight per row, or none. Got {Weights.Length} weights for {Matrix.RowCount} rows.");
        if (Validation is { } held && held.Matrix.ColumnCount != Matrix.ColumnCount)
            problems.Add($"Rows held back must have the features of the training rows. Got {held.Matrix.ColumnCount} instead "
                + $"of {Matrix.ColumnCount}.");
        int invalid = 0;
        foreach (float weight in Weights.Span)
        {
            if (!float.IsFinite(weight) || weight < 0) invalid++;
        }

        if (invalid > 0) problems.Add($"Weights must be finite and at least 0. {invalid} of {Weights.Length} are not.");
        if (problems.Count == 0 && (Matrix.RowCount == 0 || (!Weights.IsEmpty && !Weights.Span.ContainsAnyExcept(0f))))
            problems.Add($"There must be rows that weigh more than 0. Got none among {Matrix.RowCount}: bring data, or check "
                + "the column of weights.");
        if (problems.Count > 0) throw new FraudMlException($"{who} can't be trained on these rows", problems);
    }

    /// <summary>Throws when one class is absent; rows of weight 0 are no rows.</summary>
    /// <param name="who">Who needs both classes, for the message.</param>
    /// <exception cref="FraudMlException">Thrown when every label is the same.</exception>
    public void RequireBothClasses(string who)
    {
        int frauds = FraudCount, rows = Labels.Length;
        string weighted = "";
        if (Weights.Length == Labels.Length && Weights.Span.Contains(0))
        {
            bool[] labels = [.. Labels.ToArray().Where((_, row) => Weights.Span[row] > 0)];
            (frauds, rows, weighted) = (labels.Count(label => label), labels.Length, " that weigh more than 0");
        }

        if (frauds == 0 || frauds == rows)
            throw new FraudMlException($"{who} needs both classes, and the training data has {frauds} frauds among {rows} rows{weighted}. "
                + $"Add rows of the other class, or check the label column.");
    }

    /// <summary>Throws unless every feature of every row is a finite number.</summary>
    /// <param name="who">Who needs finite features, for the message.</param>
    /// <exception cref="FraudMlException">Thrown with every column that has a missing or infinite value, and in how many rows.</exception>
    public void RequireFinite(string who)
    {
        int[] broken = new int[Matrix.ColumnCount];
        for (int row = 0; row < Matrix.RowCount; row++)
        {
            ReadOnlySpan<float> values = Matrix.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i])) broken[i]++;
            }
        }

        string[] problems = [.. Matrix.Columns.Select((column, i) => (column, i)).Where(c => broken[c.i] > 0)
            .Select(c => $"'{c.column.Name}' is missing or infinite in {broken[c.i]} of {Matrix.RowCount} rows. Add .{Impute(c.column)} "
                + $"to the pipeline.")];
        if (problems.Length > 0) throw new FraudMlException($"{who} needs finite features", problems);
    }

    private static string Encode(FeatureColumn column) =>
        $"'{column.Name}' holds categories, which Trainers.LightGbm() and Trainers.RandomForest() take and this learner does not. Add "
        + $".OneHot(\"{column.Sources[0]}\") or .TargetMean(\"{column.Sources[0]}\") instead of .Categorical(\"{column.Sources[0]}\").";

    /// <summary>Returns what it holds; lists by their items, values of rows by their number.</summary>
    public override string ToString() => RecordText.Of(this);

    private static string Impute(FeatureColumn column) =>
        column.Sources.Count == 1 ? $"Impute(\"{column.Sources[0]}\")" : $"Impute(Columns.Of(\"{string.Join("\", \"", column.Sources)}\"))";
}
