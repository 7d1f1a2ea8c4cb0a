namespace FraudMl;

[DefinedAs("Trainers.BaggedTrees")]
internal sealed class BaggedTreesTrainer(BaggedTreesOptions options) : ITrainer
{
    public string Name => "Bagged trees";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new BaggedTreesTrainer(options.As<BaggedTreesOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        context.CancellationToken.ThrowIfCancellationRequested();
        FeatureBins bins = FeatureBins.Of(data, options.MaximumBinCount, context);
        int[] firsts = FirstCopies(data, context);
        var trees = new SplitTree[options.TreeCount];
        var bags = new bool[options.TreeCount][];
        int grown = 0;
        int count = BoostingLoop.Run(options.TreeCount, context, iteration =>
        {
            if (iteration > grown) grown = Grow(data, bins, firsts, trees, bags, grown, context);
            return true;
        });
        var ensemble = new TreeEnsembleBuilder(data.Matrix.ColumnCount);
        foreach (SplitTree tree in trees.AsSpan(0, count))
            ensemble.Add(tree with { LeafValues = [.. tree.LeafValues.Select(share => share / count)] });
        return Calibrated(ensemble.Build(), bags, data, context);
    }

    // Copies of a row, which oversampling makes, go into a bag together: a tree that has seen one knows the others.
    // Where most rows are copies, as of categories, a bag by distinct rows would lack whole categories.
    private static int[] FirstCopies(TrainingData data, TrainingContext context)
    {
        int[] firsts = data.Matrix.FirstCopies();
        int distinct = firsts.Where((first, row) => first == row).Count();
        if (!RowGroups.AreFew(distinct, firsts.Length)) return firsts;
        context.OnWarning?.Invoke(RowGroups.Warning(distinct, firsts.Length));
        return [.. Enumerable.Range(0, firsts.Length)];
    }

    // As many trees at a time as there are threads; each is grown by one, from a seed of its own.
    private int Grow(TrainingData data, FeatureBins bins, int[] firsts, SplitTree[] trees, bool[][] bags, int first,
        TrainingContext context)
    {
        int end = Math.Min(first + Math.Max(1, context.ThreadCount), trees.Length);
        TrainingContext alone = context with { ThreadCount = 1, OnIteration = null };
        Parallel.For(first, end, ParallelOf(context), tree =>
        {
            int seed = unchecked(context.Seed + (tree * 7919));
            var grower = new TreeGrower(bins, data, options, alone);
            int[] rows = grower.AllRows, distinct = [.. rows.Select(row => firsts[row]).Distinct()];
            new Random(seed).Shuffle(distinct);
            bool[] isDrawn = new bool[firsts.Length];
            foreach (int row in distinct.AsSpan(0, Math.Max(1, Shares.Round(options.RowRatio, distinct.Length)))) isDrawn[row] = true;
            bags[tree] = Array.ConvertAll(firsts, row => isDrawn[row]);
            trees[tree] = grower.Grow(Array.FindAll(rows, row => isDrawn[firsts[row]]), seed, (weight, frauds) => frauds / weight);
        });
        return end;
    }

    // Platt's curve over the votes of trees that had not seen the row: those of its own trees are nearly all right.
    private static TreeEnsemble Calibrated(TreeEnsemble trees, bool[][] bags, TrainingData data, TrainingContext context)
    {
        var votes = new double[data.Labels.Length];
        var weights = new float[votes.Length];
        Parallel.For(0, votes.Length, ParallelOf(context), row =>
        {
            int voters = 0;
            for (int tree = 0; tree < trees.Roots.Length; tree++)
            {
                if (bags[tree][row]) continue;
                votes[row] += trees.Values[trees.LeafOf(trees.Roots[tree], data.Matrix.Row(row))];
                voters++;
            }

            if (voters == 0) return;
            votes[row] *= (double)trees.Roots.Length / voters;
            weights[row] = data.Weights.IsEmpty ? 1 : data.Weights.Span[row];
        });
        bool[] voted = [.. data.Labels.ToArray().Where((_, row) => weights[row] > 0)];
        if (!voted.Contains(true) || !voted.Contains(false)) return trees.CalibratedOn(data);
        (double slope, double bias) = TrainingPlatt.FitRising(votes, data with { Weights = weights });
        return trees with { Bias = bias, Values = Array.ConvertAll(trees.Values, share => share * slope) };
    }

    private static ParallelOptions ParallelOf(TrainingContext context) =>
        new() { MaxDegreeOfParallelism = Math.Max(1, context.ThreadCount), CancellationToken = context.CancellationToken };
}
