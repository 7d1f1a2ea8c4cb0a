namespace FraudMl.Tests;

public sealed class DatasetRowsTests
{
    private enum Channel
    {
        Web,
        Shop,
    }

    [Fact]
    public void Objects_become_columns_by_property_name_and_type()
    {
        Dataset data = Dataset.FromRows(
            [
                new Payment(1, 19.99m, 123456789.0, Channel.Shop, new DateTimeOffset(2026, 1, 31, 14, 0, 0, TimeSpan.FromHours(1)),
                    new DateOnly(1970, 1, 2), null, true),
                new Payment(2, null, double.NaN, Channel.Web, DateTimeOffset.UnixEpoch, new DateOnly(1970, 1, 1), "NaN", false),
            ],
            schema => schema.Label("IsFraud").Timestamp("At").Key("Card"));

        data.Name.ShouldBe("Payment rows");
        data.Columns.Select(column => (column.Name, column.Kind)).ShouldBe(
        [
            ("Card", ColumnKind.Text), ("Amount", ColumnKind.Number), ("Balance", ColumnKind.Number), ("Channel", ColumnKind.Text),
            ("At", ColumnKind.Timestamp), ("Born", ColumnKind.Timestamp), ("Note", ColumnKind.Text), ("IsFraud", ColumnKind.Number),
        ]);
        data.Labels.ToArray().ShouldBe([true, false]);
        data.Timestamps.ToArray().ShouldBe([1769864400000000, 0]);
        DatasetValues.Of(data["Card"]).ShouldBe(["1", "2"]);
        DatasetValues.Of(data["Amount"]).ShouldBe([19.99f, float.NaN]);
        DatasetValues.Of(data["Balance"]).ShouldBe([123456789f, float.NaN]);
        DatasetValues.Of(data["Channel"]).ShouldBe(["Shop", "Web"]);
        DatasetValues.Of(data["Born"]).ShouldBe([86_400_000_000, 0L]);
        DatasetValues.Of(data["Note"]).ShouldBe([null, "NaN"]);
    }

    [Fact]
    public void A_number_may_be_a_timestamp_of_a_unit() =>
        Dataset.FromRows([new { Time = 1_371_816_865, X = 1 }], schema => schema.Timestamp("Time")).Timestamps[0]
            .ShouldBe(1_371_816_865_000_000);

    [Fact]
    public void Mistakes_are_told()
    {
        Message(() => Dataset.FromRows([new { Id = 2_291_163_933_867_245 }])).ShouldBe(
            "Row 1, property 'Id': expected a number that 32 bits hold exactly (a key is read with schema.Text(\"Id\"), an amount with "
            + "schema.Number(\"Id\")).");
        Message(() => Dataset.FromRows([new { Tags = new[] { 1 } }])).ShouldBe(
            "Property 'Tags' is a Int32[], which can't be a column. Give numbers, booleans, texts, enums or dates.");
        Message(() => Dataset.FromRows([new Payment(1, 1, 1, Channel.Web, default, default, "", false)], schema => schema.Label("Class")))
            .ShouldStartWith("Payment rows has no column 'Class', which the schema names. Its columns are Card, Amount");
        Message(() => Dataset.FromRows<Payment>([])).ShouldBe("Payment rows must be at least one. Got none.");
    }

    private static string Message(Action action) => Should.Throw<FraudMlException>(action).Message;

    private sealed record Payment(
        int Card, decimal? Amount, double Balance, Channel Channel, DateTimeOffset At, DateOnly Born, string? Note, bool IsFraud);
}
