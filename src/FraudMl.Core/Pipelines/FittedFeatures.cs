namespace FraudMl;

/// <summary>The fitted steps of a pipeline, from raw inputs to the feature matrix.</summary>
internal sealed class FittedFeatures
{
    private const int BlockRowCount = 1024;

    public FittedFeatures(RowSchema inputs, IReadOnlyList<IFittedStep> steps)
    {
        Inputs = inputs;
        Steps = Damaged.All(steps, "the pipeline", "steps");
        Output = steps.Aggregate(inputs, After);
        var names = inputs.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        Columns = [.. Output.Columns.Select(column => column.Feature.Resolved(names))];
        Slots = [.. Output.Columns.Select(column => column.Slot)];
        if (Output.Columns.FirstOrDefault(column => column.Kind != ColumnKind.Number) is { } left)
        {
            throw new FraudMlException(
                $"Column '{left.Name}' is still {left.Kind} after the last step, and learners take numbers. Encode it, for example with .{(left.Kind == ColumnKind.Text ? "OneHot" : "Calendar")}(\"{left.Name}\"), or .Drop(\"{left.Name}\").")
            { ColumnName = left.Name };
        }

        if (Columns.Count == 0) throw new FraudMlException("No feature is left after the last step. Keep at least one column.");
    }

    public RowSchema Inputs { get; }

    public IReadOnlyList<IFittedStep> Steps { get; }

    /// <summary>The schema after the last step; its slots are all that a block needs.</summary>
    public RowSchema Output { get; }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    public int[] Slots { get; }

    /// <summary>Fits the steps on training rows and returns them with the training rows' features.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(IReadOnlyList<IFeatureStep> steps, Dataset data, StepContext context)
    {
        RowSchema inputs = ModelInputs.Of(data, [.. steps.SelectMany(step => step.Texts)]);
        RowBlock block = ModelInputs.Load(data, inputs);
        List<IFittedStep> fitted = [.. FitSteps(steps, data, inputs, block, context)];
        var features = new FittedFeatures(inputs, fitted);
        var values = new float[FeatureMatrix.CellCount(block.RowCount, features.Slots.Length)];
        features.Gather(block, values);
        return (features, new FeatureMatrix(values, block.RowCount, features.Columns));
    }

    /// <summary>Fits one step after the other on training rows, whose columns are written into the block.</summary>
    public static IEnumerable<IFittedStep> FitSteps(IReadOnlyList<IFeatureStep> steps, Dataset data, RowSchema inputs, RowBlock block, StepContext context)
    {
        RowSchema schema = inputs;
        FoldInput forFolds = FoldInput.Of(data);
        foreach (IFeatureStep step in steps)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var rows = new TrainingRows(schema, block, forFolds.Labels) { Weights = data.Weights.ToArray(), Timestamps = forFolds.Timestamps, Keys = forFolds.Keys };
            IFittedStep next = step.FitTransform(rows, context);
            schema = schema.After(next);
            yield return next;
        }
    }

    /// <summary>Returns the features of a dataset's rows.</summary>
    public FeatureMatrix Transform(Dataset data)
    {
        var values = new float[FeatureMatrix.CellCount(data.RowCount, Slots.Length)];
        ForEachBlock(data, (block, firstRow) => Gather(block, values.AsSpan(firstRow * Slots.Length)));
        return new FeatureMatrix(values, data.RowCount, Columns);
    }

    /// <summary>Runs the steps over a dataset block by block; the block holds raw inputs and features alike.</summary>
    public void ForEachBlock(Dataset data, Action<RowBlock, int> use)
    {
        var block = NewBlock(Math.Min(BlockRowCount, Math.Max(1, data.RowCount)));
        int[]?[] maps = [.. Inputs.Columns.Select(input => ModelInputs.TextMap(data, input))];
        for (int firstRow = 0; firstRow < data.RowCount; firstRow += BlockRowCount)
        {
            block.RowCount = Math.Min(BlockRowCount, data.RowCount - firstRow);
            for (int i = 0; i < maps.Length; i++) ModelInputs.Load(data, Inputs.Columns[i], maps[i], block, firstRow);
            Transform(block);
            use(block, firstRow);
        }
    }

    /// <summary>Returns a block with room for every slot.</summary>
    public RowBlock NewBlock(int capacity)
    {
        var block = new RowBlock(capacity);
        block.Reserve(Output);
        return block;
    }

    /// <summary>Runs the steps over a block.</summary>
    public void Transform(RowBlock block)
    {
        foreach (IFittedStep step in Steps) step.Transform(block);
    }

    /// <summary>Copies a block's features out, row after row.</summary>
    public void Gather(RowBlock block, Span<float> rows)
    {
        for (int column = 0; column < Slots.Length; column++)
        {
            ReadOnlySpan<float> values = block.Numbers(Slots[column]);
            for (int row = 0, at = column; row < block.RowCount; row++, at += Slots.Length) rows[at] = values[row];
        }
    }

    private static RowSchema After(RowSchema before, IFittedStep step)
    {
        (step as ICheckedStep)?.Check(before);
        return before.After(step);
    }
}
