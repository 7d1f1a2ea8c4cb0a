namespace FraudMl.Tracking.Tests;

/// <summary>Small fitted models over generated transactions.</summary>
internal static class TestModels
{
    public static Dataset Transactions { get; } = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, FraudRatio = 0.03, Seed = 5 });

    public static FraudPipeline Pipeline() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .Standardize(Columns.Numbers)
        .Train(Trainers.LogisticRegression())
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    public static FraudModel Numeric() => Fitted.Value;

    private static readonly Lazy<FraudModel> Fitted = new(() => Pipeline().Fit(Transactions));

    /// <summary>A model with a text column: its graph takes one input per column.</summary>
    public static (FraudModel Model, Dataset Data) Mixed()
    {
        Dataset numbers = Transactions;
        string[] texts = ["grocery", "travel", "games"];
        int[] codes = [.. Enumerable.Range(0, numbers.RowCount).Select(row => row % 17 == 0 ? TextDictionary.Missing : row % 3)];
        var data = new Dataset([new TextColumn("Merchant", codes, new TextDictionary(texts)), numbers["V1"], numbers["Amount"], numbers["Class"]]);
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .OneHot("Merchant").Standardize(Columns.Of("V1", "Amount")).Train(Trainers.LogisticRegression()).Build();
        return (pipeline.Fit(data), data);
    }
}
