namespace FraudMl.Testing.Tests;

public sealed class FeatureLeaksTests
{
    private static readonly Dataset Rows = SyntheticTransactions.Payments(new() { CustomerCount = 60, TerminalCount = 30, DayCount = 20 });

    [Fact]
    public void Windows_look_back_only_and_wait_for_labels()
    {
        static Dataset Features(Dataset data) =>
            data.WithWindows(Velocity.Per("CUSTOMER_ID").Over(TimeSpan.FromDays(7)).Count().Mean("TX_AMOUNT"));

        FeatureLeaks.KnowNoFuture(Features, Rows);
        FeatureLeaks.KnowNoLabel(Features, Rows);
    }

    [Fact]
    public void A_mean_over_all_rows_knows_the_future_and_is_fitted_outside_of_folds()
    {
        static Dataset Features(Dataset data) => With(data, "AboveMean", (amounts, _, row) => amounts[row] - amounts.Average());

        Should.Throw<ContractException>(() => FeatureLeaks.KnowNoFuture(Features, Rows)).Message
            .ShouldStartWith("Feature 'AboveMean' breaks a rule: it knows the future");
        Should.Throw<ContractException>(() => FeatureLeaks.AreFittedInsideFolds(Features, Rows, Folds.Stratified(3))).Message
            .ShouldStartWith("Feature 'AboveMean' breaks a rule: it is fitted outside of the folds");
    }

    [Fact]
    public void What_looks_at_its_own_row_only_passes()
    {
        static Dataset Features(Dataset data) => With(data, "Log", (amounts, _, row) => MathF.Log(1 + amounts[row]));

        FeatureLeaks.KnowNoFuture(Features, Rows);
        FeatureLeaks.KnowNoLabel(Features, Rows);
        FeatureLeaks.AreFittedInsideFolds(Features, Rows, Folds.Stratified(3));
    }

    [Fact]
    public void A_share_of_frauds_that_counts_the_row_itself_knows_the_label()
    {
        static Dataset Features(Dataset data) => With(data, "Share", (_, labels, row) =>
            labels[Math.Max(0, row - 9)..(row + 1)].Count(fraud => fraud) / 10f);

        Should.Throw<ContractException>(() => FeatureLeaks.KnowNoLabel(Features, Rows)).Message
            .ShouldStartWith("Feature 'Share' breaks a rule: it knows the label");
    }

    [Fact]
    public void Rows_that_are_left_out_are_told() =>
        Should.Throw<ContractException>(() => FeatureLeaks.KnowNoLabel(data => data.Head(10), Rows)).Message
            .ShouldEndWith($"the rows must stay as they are: of {Rows.RowCount} rows 10 came back");

    private static Dataset With(Dataset data, string name, Func<float[], bool[], int, float> value)
    {
        float[] amounts = ((NumberColumn)data["TX_AMOUNT"]).Values.ToArray();
        bool[] labels = data.Labels.ToArray();
        float[] values = [.. Enumerable.Range(0, data.RowCount).Select(row => value(amounts, labels, row))];
        return new Dataset([.. data.Columns, new NumberColumn(name, values)], data.Name, data.TimestampUnit);
    }
}
