using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl.Tests;

public sealed class DataViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Columns_of_every_plain_type_are_read()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(
        [
            new Payment { Card = 7, Amount = 1.5, City = "Köln", At = new DateTime(1970, 1, 1, 0, 0, 1, DateTimeKind.Utc), IsFraud = true },
            new Payment { Card = 8, Amount = double.NaN, City = null, At = DateTime.UnixEpoch, IsFraud = false },
        ]);

        Dataset data = Dataset.FromDataView(view, schema => schema.Label("IsFraud").Timestamp("At").Key("Card"), "payments");

        data.Labels.ToArray().ShouldBe([true, false]);
        data.Timestamps.ToArray().ShouldBe([1_000_000, 0]);
        DatasetValues.Of(data["Card"]).ShouldBe(["7", "8"]);
        DatasetValues.Of(data["Amount"]).ShouldBe([1.5f, float.NaN]);
        DatasetValues.Of(data["City"]).ShouldBe(["Köln", null]);
    }

    [Fact]
    public void Vectors_become_a_column_for_each_slot_and_keys_the_texts_they_stand_for()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { City = "a", V = [1, 2] }, new Row { City = "b", V = [3, 4] }]);
        view = _ml.Transforms.Conversion.MapValueToKey("Key", "City").Append(_ml.Transforms.Categorical.OneHotEncoding("Hot", "City"))
            .Append(_ml.Transforms.DropColumns("City"))
            .Fit(view).Transform(view);

        Dataset data = Dataset.FromDataView(view);

        data.Columns.Select(column => column.Name).ShouldBe(["V0", "V1", "Key", "a", "b"], ignoreOrder: true);
        DatasetValues.Of(data["V1"]).ShouldBe([2f, 4f]);
        DatasetValues.Of(data["Key"]).ShouldBe(["a", "b"]);
        DatasetValues.Of(data["b"]).ShouldBe([0f, 1f]);
    }

    [Fact]
    public void Mistakes_are_told()
    {
        IDataView view = _ml.Data.LoadFromEnumerable([new Row { City = "a", V = [1, 2] }]);

        Should.Throw<FraudMlException>(() => Dataset.FromDataView(view, schema => schema.Label("V1"))).Message
            .ShouldBe("data view, row 1, column 'V1': expected the label 0 or 1.");
        IDataView words = _ml.Transforms.Text.TokenizeIntoWords("Words", "City").Fit(view).Transform(view);
        Should.Throw<FraudMlException>(() => Dataset.FromDataView(words)).Message
            .ShouldBe("data view, column 'Words': Vector<String> can't be a column. Drop it, or convert it to numbers, texts or "
                + "times first.");
        Should.Throw<FraudMlException>(() => Dataset.FromDataView(_ml.Data.LoadFromEnumerable(Array.Empty<Row>()))).Message
            .ShouldBe("data view has no rows.");
    }

    private sealed class Payment
    {
        public int Card { get; set; }

        public double Amount { get; set; }

        public string? City { get; set; }

        public DateTime At { get; set; }

        public bool IsFraud { get; set; }
    }

    private sealed class Row
    {
        public string City { get; set; } = "";

        [VectorType(2)]
        public float[] V { get; set; } = [];
    }
}
