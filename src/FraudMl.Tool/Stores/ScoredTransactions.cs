namespace FraudMl.Tool.Stores;

/// <summary>Scores from file to file.</summary>
internal static class ScoredTransactions
{
    public static ScoredFile Write(
        FraudModel model, string input, string output, Action<int> progress, CancellationToken cancellationToken)
    {
        if (!TransactionFile.IsParquet(input) && !TransactionFile.IsParquet(output))
            return model.ScoreFile(input, output, progress: progress, cancellationToken: cancellationToken);
        Dataset data = TransactionFile.Read(input, model);
        cancellationToken.ThrowIfCancellationRequested();
        bool[]? flags = model.Decision is null ? null : model.Decide(data);
        DataColumn[] scores = [new NumberColumn("fraud_probability", Array.ConvertAll(model.Score(data), score => (float)score)),
            .. flags is null ? [] : new[] { new NumberColumn("fraud_decision", Array.ConvertAll(flags, flag => flag ? 1f : 0f)) }];
        var scored = new Dataset([.. data.Columns, .. scores], data.Name, data.TimestampUnit);
        if (TransactionFile.IsParquet(output)) scored.WriteParquet(output);
        else scored.WriteCsv(output);
        return new ScoredFile(output, data.RowCount, flags?.Count(flag => flag));
    }
}
