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
        var data = new Dataset([new TextColumn("Merchant", codes, new TextDictionary(texts)), numbers["V1"], numbers["Amount"],
            numbers["Class"]]);
        FraudPipeline pipeline = new FraudPipelineBuilder()
            .OneHot("Merchant").Standardize(Columns.Of("V1", "Amount")).Train(Trainers.LogisticRegression()).Build();
        return (pipeline.Fit(data), data);
    }

    /// <value>What the inputs of a model can be: each is another face of the graph.</value>
    public static TheoryData<string> Faces => ["numbers", "one number", "texts", "one text", "times"];

    /// <summary>Returns a model with a face, and rows for it.</summary>
    public static (FraudModel Model, Dataset Data) Of(string face)
    {
        if (face == "numbers") return (Numeric(), Transactions);
        (FraudModel mixed, Dataset data) = Mixed();
        if (face == "texts") return (mixed, data);
        long[] times = [.. Enumerable.Range(0, data.RowCount)
            .Select(row => row % 19 == 0 ? TimestampColumn.Missing : row * 3_700_000_000L)];
        DataColumn[] columns = face switch
        {
            "one number" => [data["V1"], data["Class"]],
            "one text" => [data["Merchant"], data["Class"]],
            _ => [data["V1"], new TimestampColumn("Time", times, ColumnRoles.Timestamp | ColumnRoles.Feature), data["Class"]],
        };
        var rows = new Dataset(columns);
        var builder = new FraudPipelineBuilder();
        builder = face switch
        {
            "one number" => builder.Standardize("V1"),
            "one text" => builder.OneHot("Merchant"),
            _ => builder.Calendar("Time").Impute(Columns.Numbers),
        };
        return (builder.Train(Trainers.LogisticRegression()).Build().Fit(rows), rows);
    }
}
