namespace FraudMl;

/// <summary>The fitted steps of a pipeline, from raw inputs to the feature matrix.</summary>
internal sealed class FittedFeatures
{
    public const int BlockRowCount = 1024;

    private readonly IFittedStep[] _steps;
    private readonly Lazy<TextDictionary?[]> _dictionaries;

    public FittedFeatures(RowSchema inputs, IReadOnlyList<IFittedStep> steps, ReadingRules? reading = null,
        IReadOnlyList<DatasetWarning>? warnings = null)
    {
        Inputs = inputs;
        Reading = reading ?? ReadingRules.Usual;
        _steps = [.. steps];
        Output = steps.Aggregate(inputs, After);
        var names = new JoinedSources(inputs.Columns.Select(column => column.Name));
        Columns = [.. Output.Columns.Select(column => column.Feature.Resolved(names))];
        Slots = [.. Output.Columns.Select(column => column.Slot)];
        if (Output.Columns.FirstOrDefault(column => column.Kind != ColumnKind.Number) is { } left)
        {
            string wayOut = warnings?.FirstOrDefault(warning => left.Feature.Sources.Contains(warning.ColumnName))?.Message
                ?? $"Encode it, for example with .{(left.Kind == ColumnKind.Text ? "OneHot" : "Calendar")}(\"{left.Name}\"), or "
                + $".Drop(\"{left.Name}\").";
            throw new FraudMlException($"Column '{left.Name}' is still {left.Kind} after the last step, and learners take "
                + $"numbers. {wayOut}")
            { ColumnName = left.Name };
        }

        Read = [.. inputs.Columns.Where(input => !input.IsUnread)];
        _dictionaries = new(() => [.. Read.Select(input => input.Texts is { } texts ? new TextDictionary(texts) : null)]);
        if (Columns.Count == 0) throw new FraudMlException("No feature is left after the last step. Keep at least one column.");
    }

    public RowSchema Inputs { get; }

    /// <summary>How texts become values: as they did in the training data.</summary>
    public ReadingRules Reading { get; }

    /// <summary>The inputs that something reads: what a caller gives.</summary>
    public IReadOnlyList<SchemaColumn> Read { get; }

    public IReadOnlyList<IFittedStep> Steps => _steps;

    /// <summary>The schema after the last step; its slots are all that a block needs.</summary>
    public RowSchema Output { get; }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The dictionary of each text input that is read, null for the others; made once, when rows are first scored.</summary>
    public TextDictionary?[] Dictionaries => _dictionaries.Value;

    public int[] Slots { get; }

    /// <summary>Fits the steps on training rows and returns them with the training rows' features.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(IReadOnlyList<IFeatureStep> steps, Dataset data, StepContext context)
    {
        RowSchema inputs = ModelInputs.Of(data, [.. steps.SelectMany(step => step.Texts)]);
        RowBlock block = ModelInputs.Load(data, inputs);
        List<IFittedStep> fitted = [.. FitSteps(steps, data, inputs, block, context)];
        var features = new FittedFeatures(inputs, fitted, data.Reading, data.Warnings);
        var values = new float[FeatureMatrix.CellCount(block.RowCount, features.Slots.Length)];
        features.Gather(block, values);
        return (features, new FeatureMatrix(values, block.RowCount, features.Columns));
    }

    /// <summary>Fits one step after the other on training rows, whose columns are written into the block.</summary>
    public static IEnumerable<IFittedStep> FitSteps(IReadOnlyList<IFeatureStep> steps, Dataset data, RowSchema inputs, RowBlock block,
        StepContext context)
    {
        RowSchema schema = inputs;
        FoldInput forFolds = FoldInput.OfUnlabelled(data);
        foreach (IFeatureStep step in steps)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var rows = new TrainingRows(schema, block, forFolds.Labels)
            {
                IsUnlabelled = !data.HasLabels,
                Weights = data.Weights.ToArray(),
                Timestamps = forFolds.Timestamps,
                TimestampName = data.Columns.FirstOrDefault(column => column.Is(ColumnRoles.Timestamp))?.Name,
                Keys = forFolds.Keys,
            };
            IFittedStep next = step.FitTransform(rows, context);
            schema = schema.After(next, step.Name);
            yield return next;
        }
    }

    /// <summary>Returns the features of a dataset's rows.</summary>
    public FeatureMatrix Transform(Dataset data, IReadOnlyList<EntityWindows>? windows = null)
    {
        var values = new float[FeatureMatrix.CellCount(data.RowCount, Slots.Length)];
        RowBlock block = NewBlock(Math.Clamp(data.RowCount, 1, BlockRowCount));
        Load(data, block, firstRow =>
        {
            Transform(block);
            Gather(block, values.AsSpan(firstRow * Slots.Length));
        }, windows);
        return new FeatureMatrix(values, data.RowCount, Columns);
    }

    /// <summary>Loads a dataset's rows into a block, as many at a time as it holds.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="block">The block.</param>
    /// <param name="use">Gets the first row of each load.</param>
    /// <param name="windows">The velocity features that some inputs are, for messages.</param>
    public void Load(Dataset data, RowBlock block, Action<int> use, IReadOnlyList<EntityWindows>? windows = null)
    {
        ModelInputs.Require(data, Inputs, windows ?? []);
        int[]?[] maps = [.. Read.Select((input, i) => data[input.Name] is TextColumn text
            ? Dictionaries[i]?.MapFrom(text.Dictionary, Reading.MissingTexts) : null)];
        for (int firstRow = 0; firstRow < data.RowCount; firstRow += block.Capacity)
        {
            block.RowCount = Math.Min(block.Capacity, data.RowCount - firstRow);
            for (int i = 0; i < maps.Length; i++) ModelInputs.Load(data, Read[i], maps[i], block, firstRow);
            use(firstRow);
        }
    }

    /// <summary>Returns a block with room for every slot.</summary>
    public RowBlock NewBlock(int capacity)
    {
        var block = new RowBlock(capacity);
        block.Reserve(Output);
        foreach (SchemaColumn unread in Inputs.Columns.Where(input => input.IsUnread)) block.SetMissing(unread);
        return block;
    }

    /// <summary>Returns the same steps with the inputs marked that neither they, nor the learner, nor a decision read.</summary>
    /// <param name="data">Rows to try it on.</param>
    /// <param name="decision">The decision, if there is one.</param>
    public FittedFeatures WithoutUnread(Dataset data, FittedDecision? decision)
    {
        if (Asked(data, decision) is not { } read || Inputs.Columns.All(input => read.Contains((input.Kind, input.Slot)))) return this;
        SchemaColumn[] inputs = [.. Inputs.Columns.Select(input => read.Contains((input.Kind, input.Slot))
            ? input
            : input with { IsUnread = true, Texts = input.Texts is null ? null : [] })];
        return inputs.All(input => input.IsUnread) ? this : new FittedFeatures(new RowSchema(inputs), _steps, Reading);
    }

    // What a rehearsal asks for: with rows as they are, and with rows in which everything is missing, as a step may look further only then.
    // Null where these rows can't be tried, for example for a text that a step refuses, and where a stranger's
    // part may read a column for some rows only: then all are asked for.
    private HashSet<(ColumnKind Kind, int Slot)>? Asked(Dataset data, FittedDecision? decision)
    {
        if (!_steps.All(IsOurs) || (decision is not null && !IsOurs(decision))) return null;
        HashSet<(ColumnKind Kind, int Slot)> read = [.. Slots.Select(slot => (ColumnKind.Number, slot))];
        RowBlock block = NewBlock(Math.Clamp(data.RowCount, 1, RowBlock.Padding));
        void Try()
        {
            block.Asked = read;
            Transform(block);
            decision?.Decide(block, new double[block.RowCount], new bool[block.RowCount]);
            block.Asked = null;
        }

        try
        {
            Load(data.Take([.. Enumerable.Range(0, Math.Min(data.RowCount, block.RowCount))]), block, _ => Try());
        }
        catch (FraudMlException)
        {
            return null;
        }

        try
        {
            block.Asked = null;
            foreach (SchemaColumn input in Inputs.Columns) block.SetMissing(input);
            Try();
        }
        catch (FraudMlException)
        {
            // A step that refuses missing values never sees any.
        }

        return read;
    }

    /// <summary>Runs the steps over a block.</summary>
    public void Transform(RowBlock block)
    {
        foreach (IFittedStep step in _steps) step.Transform(block);
    }

    /// <summary>Copies a block's features out, row after row.</summary>
    public void Gather(RowBlock block, Span<float> rows)
    {
        for (int column = 0; column < Slots.Length; column++)
        {
            float[] values = block.NumberArray(Slots[column]);
            for (int row = 0, at = column; row < block.RowCount; row++, at += Slots.Length) rows[at] = values[row];
        }
    }

    private static bool IsOurs(object part) => part.GetType().Assembly.GetName().Name!.StartsWith("FraudMl.", StringComparison.Ordinal);

    private static RowSchema After(RowSchema before, IFittedStep step)
    {
        (step as ICheckedStep)?.Check(before);
        return before.After(step);
    }
}
