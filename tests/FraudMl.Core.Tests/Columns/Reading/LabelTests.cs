namespace FraudMl.Tests;

/// <summary>Labels of any two values.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fraud", "legit", "fraud")]
    [InlineData("Y", "N", "Y")]
    [InlineData("2", "1", "2")]
    [InlineData("1", "2", "1")]
    [InlineData("-1", "1", "-1")]
    [InlineData("1.0", "0.0", "1")]
    [InlineData("0", "1", "0")]
    [InlineData("True", "False", "true")]
    [InlineData("None", "fraud", "None")]
    [InlineData(" yes ", "no", "yes")]
    public void The_positive_value_is_fraud_and_the_other_one_is_not(string fraud, string other, string positive)
    {
        string path = _folder.Write("a.csv", $"x,y\n1,{other}\n2,{fraud}\n3,{other}\n");

        Dataset.FromCsv(path, schema => schema.Label("y", positive)).Labels.ToArray().ShouldBe([false, true, false]);
    }

    [Theory]
    [InlineData("True", "False")]
    [InlineData("1.0", "0.0")]
    [InlineData("TRUE", "0")]
    public void True_is_fraud_without_a_word(string fraud, string legitimate)
    {
        string path = _folder.Write("a.csv", $"x,y\n1,{legitimate}\n2,{fraud}\n");

        Dataset.FromCsv(path, schema => schema.Label("y")).Labels.ToArray().ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("legit", "fraud")]
    [InlineData("N", "Y")]
    [InlineData("1", "2")]
    [InlineData("1", "-1")]
    public void Two_other_values_are_quoted_with_the_way_out(string often, string rare)
    {
        string path = _folder.Write("lab.csv", $"x,y\n1,{often}\n2,{rare}\n3,{often}\n");

        Message(path, schema => schema.Label("y")).ShouldEndWith($"column 'y': expected the label 0 or 1, and the column holds '{rare}' "
            + $"and '{often}' (say which one is fraud, such as schema.Label(\"y\", positive: \"{rare}\")).");
        Dataset.FromCsv(path, schema => schema.Label("y", positive: rare)).FraudCount.ShouldBe(1);
        Message(path, schema => schema.Label("y", positive: "Fraud!")).ShouldContain($"and the column holds '{rare}' and '{often}'");
    }

    [Fact]
    public void Labels_that_may_say_more_are_never_quoted()
    {
        string path = _folder.Write("lab.csv", "x,y\n1,4000123412341234\n2,Miller 4711\n");

        Message(path, schema => schema.Label("y")).ShouldBe("lab.csv, line 2, column 'y': expected the label 0 or 1 (labels of two "
            + "other values: schema.Label(\"y\", positive: \"…\") with the one that is fraud).");
        Message(_folder.Write("b.csv", "x,y\n1,0\n2,\n"), schema => schema.Label("y"))
            .ShouldBe("b.csv, line 3, column 'y': expected the label 0 or 1, and it is missing.");
    }

    private static string Message(string path, Func<DatasetSchema, DatasetSchema> schema) =>
        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path, schema)).Message;

    [Fact]
    public void A_third_value_is_refused_where_it_stands()
    {
        string path = _folder.Write("a.csv", "x,y\n1,legit\n2,fraud\n3,Fraud\n");

        Should.Throw<FraudMlException>(() => Dataset.FromCsv(path, schema => schema.Label("y", positive: "fraud"))).Message
            .ShouldBe("a.csv, line 4, column 'y': expected the label 'fraud' or one other value, and this is a third (values are compared "
                + "to the letter).");
        Should.Throw<FraudMlException>(() =>
            Dataset.FromCsv(_folder.Write("b.csv", "x,y\n1,legit\n2,\n"), schema => schema.Label("y", positive: "fraud"))).Message
            .ShouldBe("b.csv, line 3, column 'y': expected a label, and it is missing.");
        Should.Throw<FraudMlException>(() => new DatasetSchema().Label("y", " ")).Message.ShouldContain("must not be blank");
    }

    [Fact]
    public void Objects_and_Parquet_take_the_same_labels()
    {
        Row[] rows = [new(1, "legit", Outcome.Fine, 1, false), new(2, "fraud", Outcome.Fraud, 2, true)];

        foreach ((string label, string positive) in new[] { ("Text", "fraud"), ("Kind", "Fraud"), ("Number", "2"), ("Truth", "true"),
            ("Truth", "1") })
        {
            Dataset data = Dataset.FromRows(rows, schema => schema.Label(label, positive));
            data.Labels.ToArray().ShouldBe([false, true], label);
        }

        Dataset.FromRows(rows).WriteParquet(_folder["a.parquet"]);
        Dataset.FromParquet(_folder["a.parquet"], schema => schema.Label("Text", "fraud")).Labels.ToArray().ShouldBe([false, true]);
        Dataset.FromParquet(_folder["a.parquet"], schema => schema.Label("Number", "2")).Labels.ToArray().ShouldBe([false, true]);
    }

    [Fact]
    public void A_reference_opens_with_the_same_labels()
    {
        string path = _folder.Write("a.csv", "x,y\n1,legit\n2,fraud\n3,legit\n");
        Dataset data = Dataset.FromCsv(path, schema => schema.Label("y", "fraud"), new() { DecimalSeparator = ';', Delimiter = ',' });

        DatasetReference again = DatasetReference.FromJson(data.ToReference()!.ToJson());

        again.Open().Labels.ToArray().ShouldBe([false, true, false]);
        again.Reading!.Csv!.DecimalSeparator.ShouldBe(';');
    }

    private enum Outcome
    {
        Fine,
        Fraud,
    }

    private sealed record Row(double X, string Text, Outcome Kind, int Number, bool Truth);
}
