namespace FraudMl.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void A_split_by_time_puts_the_last_share_into_the_test_set_and_keeps_ties_in_order()
    {
        var data = new Dataset([new NumberColumn("t", [5, 1, 3, 3, 2], ColumnRoles.Timestamp), new NumberColumn("x", [0, 1, 2, 3, 4])]);

        (Dataset train, Dataset test) = data.SplitByTime(0.4);

        ((NumberColumn)train["x"]).Values.ToArray().ShouldBe([1, 4, 2]);
        ((NumberColumn)test["x"]).Values.ToArray().ShouldBe([3, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_out_of_range_is_refused(double share)
    {
        var data = new Dataset([new NumberColumn("t", [1, 2], ColumnRoles.Timestamp)]);

        Should.Throw<FraudMlException>(() => data.SplitByTime(share)).Message.ShouldStartWith("testShare must be in (0, 1). Got");
    }

    [Fact]
    public void A_split_by_time_needs_a_timestamp() =>
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("x", [1, 2])], "rows").SplitByTime(0.5)).Message
            .ShouldBe("rows has no timestamp column. Name one with schema.Timestamp(\"…\"); its columns are x.");

    [Fact]
    public void A_timestamp_that_is_a_feature_is_converted_by_its_unit_and_missing_stays_missing() =>
        new Dataset([new NumberColumn("t", [1.5f, float.NaN], ColumnRoles.Timestamp | ColumnRoles.Feature)],
            timestampUnit: TimeUnit.Milliseconds)
            .Timestamps.ToArray().ShouldBe([1500, TimestampColumn.Missing]);

    [Fact]
    public void Columns_of_other_lengths_double_names_and_double_roles_are_refused()
    {
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("a", [1]), new NumberColumn("b", [1, 2])])).Message
            .ShouldBe("Columns must have equal lengths; 'b' has 2 rows, 'a' 1.");
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("a", [1]), new NumberColumn("a", [1])])).Message
            .ShouldBe("Column names must be distinct; 'a' stands twice.");
        Should.Throw<FraudMlException>(() =>
            new Dataset([new NumberColumn("a", [1], ColumnRoles.Label), new NumberColumn("b", [1], ColumnRoles.Label)])).Message
            .ShouldBe("dataset must have one Label column at most, and has a, b.");
    }

    [Fact]
    public void A_label_that_is_not_0_or_1_is_refused() =>
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("y", [0, 2], ColumnRoles.Label)])).Message
            .ShouldBe("The label 'y' must be 0 or 1. Row 2 of dataset has something else.");

    [Fact]
    public void Rows_are_taken_in_the_order_given_and_more_than_once()
    {
        Dataset data = FeatureData.Rows(20).Take([3, 0, 3]);

        DatasetValues.Of(data["city"]).ShouldBe([.. new[] { 3, 0, 3 }.Select(row => DatasetValues.Of(FeatureData.Rows(20)["city"])[row])]);
        data.RowCount.ShouldBe(3);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named() =>
        Should.Throw<FraudMlException>(() => new Dataset([new NumberColumn("a", [1])], "rows")["b"]).Message
            .ShouldBe("rows has no column 'b'. Its columns are a.");
}
