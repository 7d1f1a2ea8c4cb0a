namespace FraudMl;

/// <summary>Rows to score from which one input is missing.</summary>
internal static class MissingRows
{
    private const int NamesShown = 6;

    /// <summary>Returns the inputs without which a row gets no probability; one that a step refuses to miss is none of them.</summary>
    public static string[] Unscored(FittedFeatures features, ScoringModel scorer, Dataset data)
    {
        RowBlock block = features.NewBlock(1);
        Dataset row = data.Take([0]);
        float[] values = new float[features.Slots.Length];
        double[] margin = new double[1];
        return [.. features.Read.Where(IsUnscored).Select(input => input.Name)];

        bool IsUnscored(SchemaColumn input)
        {
            try
            {
                features.Load(row, block, _ =>
                {
                    block.SetMissing(input);
                    features.Transform(block);
                    features.Gather(block, values);
                });
            }
            catch (FraudMlException)
            {
                return false;
            }

            scorer.Score(values, margin);
            return double.IsNaN(margin[0]);
        }
    }

    public static string Warning(string learner, string[] inputs)
    {
        string names = string.Join(", ", inputs.Take(NamesShown).Select(name => $"'{name}'"));
        string more = inputs.Length > NamesShown ? FormattableString.Invariant($" and {inputs.Length - NamesShown} more") : "";
        return $"{learner} gives a row no probability where {names}{more} {(inputs.Length == 1 ? "is" : "are")} missing, and a decision "
            + "flags it. Add .Impute(Columns.Numbers) where values may be missing.";
    }
}
