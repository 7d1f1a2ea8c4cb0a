namespace FraudMl.Tests;

/// <summary>One transaction, every door: dataset, object, dictionary and a shape of one's own give the same bits.</summary>
public sealed class RowScoringTests
{
    private static readonly Payment[] Payments = [.. Enumerable.Range(0, 400).Select(Payment.Of)];

    private static readonly Dataset Data = Dataset.FromRows(Payments, Schema);

    private static readonly FraudModel Model = new FraudPipelineBuilder()
        .Impute(Columns.Numbers).Calendar("At").OneHot(Columns.Texts)
        .Train(Trainers.LogisticRegression())
        .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5))
        .Build().Fit(Data);

    private enum Channel
    {
        Web,
        Shop,
    }

    [Fact]
    public void A_row_gets_the_same_bits_as_data_object_dictionary_and_shape()
    {
        double[] expected = Model.Score(Data);
        bool[] flags = Model.Decide(Data);
        IReadOnlyList<Explanation> explanations = Model.Explain(Data, top: 3);
        RowBinder<Payment> binder = Model.Bind(PaymentShape.Instance);
        expected.Distinct().Count().ShouldBeGreaterThan(100);
        for (int row = 0; row < Payments.Length; row++)
        {
            Dictionary<string, object?> named = Named(Payments[row]);
            Model.Score(Payments[row]).ShouldBe(expected[row]);
            Model.Score(named).ShouldBe(expected[row]);
            binder.Score(Payments[row]).ShouldBe(expected[row]);
            Model.Decide(Payments[row]).ShouldBe(flags[row]);
            Model.Decide(named).ShouldBe(flags[row]);
            Model.Explain(Payments[row], top: 3).Reasons.ShouldBe(explanations[row].Reasons);
            Model.Explain(named, top: 3).Reasons.ShouldBe(explanations[row].Reasons);
        }
    }

    [Fact]
    public void Many_rows_get_the_bits_of_each()
    {
        Payment[] many = [.. Enumerable.Range(0, 2_500).Select(Payment.Of)];
        double[] expected = Model.Score(Dataset.FromRows(many, Schema));
        Model.Score(many).ShouldBe(expected);
        Model.Score(many.Select(Named)).ShouldBe(expected);
        Model.Score(many.Select(payment => new PaymentStruct(payment))).ShouldBe(expected);
        Model.Decide((IEnumerable<Payment>)many).ShouldBe(Model.Decide(Dataset.FromRows(many, Schema)));
        Model.Explain(many.Take(20)).Select(explanation => explanation.Probability).ShouldBe(expected[..20]);
        Model.Score(Array.Empty<Payment>()).ShouldBeEmpty();
    }

    [Fact]
    public void A_shape_trains_as_it_scores()
    {
        Dataset shaped = Dataset.FromRows(Payments, PaymentShape.Instance, Schema);
        shaped.Columns.Select(column => (column.Name, column.Kind, column.Roles)).ShouldBe(Data.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
        Model.Score(shaped).ShouldBe(Model.Score(Data));
    }

    [Fact]
    public void A_local_time_is_the_same_moment_through_every_door()
    {
        DateTime utc = new(2026, 3, 1, 23, 30, 0, DateTimeKind.Utc);
        Payment payment = Payments[3] with { At = utc };
        double expected = Model.Score(payment);
        Model.Score(payment with { At = utc.ToLocalTime() }).ShouldBe(expected);
        Model.Score(payment with { At = DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) }).ShouldBe(expected);
        foreach (object at in new object[] { utc.ToLocalTime(), new DateTimeOffset(utc).ToOffset(TimeSpan.FromHours(3)), "2026-03-02T02:30:00+03:00", "2026-03-01 23:30:00" })
            Model.Score(new Dictionary<string, object?>(Named(payment)) { ["At"] = at }).ShouldBe(expected, at.ToString());
    }

    [Fact]
    public void Numbers_may_come_in_any_type_or_in_writing()
    {
        double expected = Model.Score(Payments[0] with { Amount = 12.5m, Count = 3 });
        foreach (object amount in new object[] { 12.5f, 12.5, 12.5m, (Half)12.5, "12.5" })
            Model.Score(new Dictionary<string, object?>(Named(Payments[0])) { ["Amount"] = amount, ["Count"] = (byte)3 }).ShouldBe(expected);
    }

    [Fact]
    public void A_dictionary_must_have_every_input_and_names_of_the_right_kind()
    {
        Dictionary<string, object?> row = Named(Payments[0]);
        row.Remove("Amount");
        row["Amuont"] = 5;
        row["Category"] = "a";
        row["At"] = 17;
        FraudMlException error = Should.Throw<FraudMlException>(() => Model.Score(row));
        error.Problems.ShouldBe(
        [
            "Input 'Amount': missing; the nearest name given is 'Amuont'.",
            "Input 'At': expected a time, or one in text such as 2026-01-31 13:05:00.",
        ]);
        error.ColumnName.ShouldBe("Amount");
        row["Amount"] = "4000 EUR";
        Should.Throw<FraudMlException>(() => Model.Score(row)).Message.ShouldNotContain("4000");
        Model.Score(Named(Payments[0])).ShouldBe(Model.Score(Payments[0]));
    }

    [Fact]
    public void A_type_must_have_every_input_and_of_the_right_kind()
    {
        var typo = new { Amuont = 5m, Count = 1, Category = "a", Channel = "Web", At = TimeSpan.Zero, Foreign = true, Since = 3, Risk = 0.5 };
        FraudMlException error = Should.Throw<FraudMlException>(() => Model.Score(typo));
        error.Problems.ShouldBe(
        [
            "Input 'Amount': missing; the nearest name given is 'Amuont'.",
            "Input 'At': expected a Timestamp, and the rows have a TimeSpan.",
        ]);
        Should.Throw<FraudMlException>(() => Model.Score(Payments.Select((payment, i) => i == 7 ? payment with { Risk = double.PositiveInfinity } : payment)))
            .Message.ShouldBe("Row 8 can't be scored. Input 'Risk': expected a finite number.");
    }

    [Fact]
    public void A_dataset_that_lacks_inputs_is_told_all_of_them()
    {
        Dataset renamed = new([.. Data.Columns.Select(DataColumn (column) => column.Name switch
        {
            "Amount" => new NumberColumn("amount", ((NumberColumn)column).Values.ToArray()),
            "Count" => new TextColumn("Count", new int[Data.RowCount], new TextDictionary(["1"])),
            _ => column,
        })]);
        FraudMlException error = Should.Throw<FraudMlException>(() => Model.Score(renamed));
        error.Problems.Count.ShouldBe(2);
        error.Problems[0].ShouldEndWith("The nearest name is 'amount'.");
        error.Problems[1].ShouldBe("Column 'Count' was Number in training and is Text here. Read it with schema.Number(\"Count\").");
    }

    [Fact]
    public void A_shape_that_leaves_out_a_field_is_refused()
    {
        Should.Throw<FraudMlException>(() => Model.Bind(new Forgetful()).Score(Payments[0])).Message.ShouldContain("It wrote 8");
        Should.Throw<FraudMlException>(() => Dataset.FromRows(Payments, new Forgetful(), Schema)).Message.ShouldContain("null where missing");
    }

    [Fact]
    public void A_typed_row_costs_no_memory_once_warm()
    {
        RowBinder<Payment> binder = Model.Bind(PaymentShape.Instance);
        double sum = 0;
        for (int row = 0; row < 400; row++) sum += binder.Score(Payments[row]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 100; row++) sum += binder.Score(Payments[row]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Nobody_decides_without_a_decision()
    {
        FraudModel undecided = new FraudPipelineBuilder().Impute(Columns.Numbers).Drop(Columns.Texts).Drop("At").Train(Trainers.LogisticRegression()).Build().Fit(Data);
        Should.Throw<FraudMlException>(() => undecided.Decide(Payments[0])).Message.ShouldContain("DecideBy");
        Should.Throw<FraudMlException>(() => undecided.Decide(Named(Payments[0]))).Message.ShouldContain("DecideBy");
    }

    private static DatasetSchema Schema(DatasetSchema schema) => schema.Label("IsFraud").Timestamp("At").Feature("At").Text("Channel");

    private static Dictionary<string, object?> Named(Payment payment) => new()
    {
        ["Amount"] = payment.Amount,
        ["Count"] = payment.Count,
        ["Category"] = payment.Category,
        ["Channel"] = payment.Channel,
        ["At"] = payment.At,
        ["Foreign"] = payment.Foreign,
        ["Since"] = payment.Since,
        ["Risk"] = payment.Risk,
        ["Id"] = "not asked for",
    };

    private sealed record Payment(decimal Amount, int Count, string? Category, Channel Channel, DateTime At, bool Foreign, TimeSpan? Since, double Risk, bool IsFraud)
    {
        public static Payment Of(int i)
        {
            var random = new Random(i);
            bool fraud = random.Next(8) == 0;
            return new(
                Math.Round((decimal)random.NextDouble() * (fraud ? 900 : 300), 2), random.Next(100_000_000) / 100, random.Next(9) switch { 0 => null, 1 => " ", 2 => "käufe", var other => $"c{other % 4}" },
                (Channel)random.Next(2), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000)), random.Next(2) == 0,
                random.Next(5) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(1_000_000)), random.Next(10) == 0 ? double.NaN : random.NextDouble() + (fraud ? 0.4 : 0), fraud);
        }
    }

    private readonly struct PaymentStruct(Payment payment)
    {
        public decimal Amount => payment.Amount;

        public int Count => payment.Count;

        public string? Category => payment.Category;

        public Channel Channel => payment.Channel;

        public DateTime At => payment.At;

        public bool Foreign => payment.Foreign;

        public TimeSpan? Since => payment.Since;

        public double Risk => payment.Risk;
    }

    private class PaymentShape : IRowShape<Payment>
    {
        public static PaymentShape Instance { get; } = new();

        public IReadOnlyList<RowField> Fields { get; } =
        [
            new("Amount", typeof(decimal)), new("Count", typeof(int)), new("Category", typeof(string)), new("Channel", typeof(string)), new("At", typeof(DateTime)),
            new("Foreign", typeof(bool)), new("Since", typeof(TimeSpan)), new("Risk", typeof(double)), new("IsFraud", typeof(bool)),
        ];

        public virtual void Write(Payment row, RowWriter writer)
        {
            writer.Set(0, row.Amount);
            writer.Set(1, row.Count);
            writer.Set(2, row.Category);
            writer.Set(3, row.Channel == Channel.Web ? "Web" : "Shop");
            writer.Set(4, row.At);
            writer.Set(5, row.Foreign);
            if (row.Since is { } since) writer.Set(6, since);
            else writer.Set<string?>(6, null);
            writer.Set(7, row.Risk);
            writer.Set(8, row.IsFraud);
        }
    }

    private sealed class Forgetful : PaymentShape
    {
        public override void Write(Payment row, RowWriter writer)
        {
            for (int field = 0; field < 8; field++) writer.Set<string?>(field, null);
        }
    }
}
