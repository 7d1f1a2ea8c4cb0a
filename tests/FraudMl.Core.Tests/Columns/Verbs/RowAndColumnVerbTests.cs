namespace FraudMl.Tests;

public sealed class RowAndColumnVerbTests
{
    private static readonly Dataset Payments = VerbData.Payments();

    [Fact]
    public void Where_keeps_the_rows_that_fulfil_the_condition_in_order()
    {
        Payments.Where(row => row["Amount"] >= 20 && row.Text("Channel") != "app").Of("Amount").ShouldBe([20f, 30f, 60f]);
        Payments.Where(row => row.IsFraud).Of("Card").ShouldBe(["C2", "C2"]);
        Payments.Where(row => row.Time("At") < new DateTime(1970, 1, 4, 0, 0, 0, DateTimeKind.Utc)).RowCount.ShouldBe(2);
        Payments.Where(row => row.Index % 2 == 1).Of("Card").ShouldBe(["C2", "C3", null]);
        Payments.Where(_ => false).RowCount.ShouldBe(0);
    }

    [Fact]
    public void A_missing_value_fulfils_no_comparison()
    {
        Payments.Where(row => row["Amount"] < 0 || row["Amount"] >= 0).RowCount.ShouldBe(5);
        Payments.Where(row => row.Text("Card") is null).Of("Amount").ShouldBe([60f]);
        new Dataset([new TimestampColumn("t", [TimestampColumn.Missing, 0])]).Where(row => row.Time("t") is null).RowCount.ShouldBe(1);
    }

    [Fact]
    public void Where_sees_numeric_times_as_they_were_read()
    {
        Dataset data = Dataset.FromRows(
            [new { At = 1_700_000_000.0, y = 0 }, new { At = 1_700_000_060.0, y = 1 }],
            schema => schema.Label("y").Timestamp("At").Feature("At"));

        data.Where(row => row["At"] > 1_700_000_000).RowCount.ShouldBe(1);
        data.Where(row => row.Time("At") == DateTime.UnixEpoch.AddSeconds(1_700_000_060)).RowCount.ShouldBe(1);
    }

    [Fact]
    public void Where_names_the_call_that_reads_a_column_of_another_kind()
    {
        VerbData.Refused(() => Payments.Where(row => row["Card"] > 1)).Message.ShouldBe("'Card' is Text; read it with row.Text(\"Card\").");
        VerbData.Refused(() => Payments.Where(row => row.Text("At") == "")).Message
            .ShouldBe("'At' is Timestamp; read it with row.Time(\"At\").");
        VerbData.Refused(() => Payments.Where(row => row.Time("Amount") is null)).Message
            .ShouldBe("'Amount' is Number; read it with row[\"Amount\"].");
        VerbData.Refused(() => Payments.Where(row => row["amount"] > 1)).Message.ShouldStartWith("payments has no column 'amount'.");
    }

    [Fact]
    public void Where_allocates_nothing_for_a_row()
    {
        Dataset small = FeatureData.Rows(1_000), large = FeatureData.Rows(20_000);
        long Bytes(Dataset data)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            data.Where(row => row["balance"] > 1e9 || row.Text("city") == "Rome");
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(small);
        Bytes(large);
        (Bytes(large) - Bytes(small)).ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Head_takes_the_first_rows_and_all_where_there_are_fewer()
    {
        Payments.Head(2).Of("Amount").ShouldBe([10f, 20f]);
        Payments.Head().RowCount.ShouldBe(5);
        Payments.Head(100).RowCount.ShouldBe(6);
        Payments.Head(0).RowCount.ShouldBe(0);
        VerbData.Refused(() => Payments.Head(-1)).Message.ShouldBe("Head takes at least 0 rows. Got -1 instead.");
    }

    [Fact]
    public void Select_takes_columns_in_the_order_of_the_names_and_drop_the_others()
    {
        Payments.Select("Amount", "Fraud").Names().ShouldBe(["Amount", "Fraud"]);
        Payments.Select("Fraud").FraudCount.ShouldBe(2);
        Payments.Drop("Fraud", "Card").Names().ShouldBe(["At", "Amount", "Channel"]);
        VerbData.Refused(() => Payments.Select("amount")).ColumnName.ShouldBe("amount");
        VerbData.Refused(() => Payments.Drop("amount")).ColumnName.ShouldBe("amount");
        VerbData.Refused(() => Payments.Select()).Message.ShouldStartWith("Select needs at least one column name");
    }

    [Fact]
    public void Rename_changes_the_name_only()
    {
        Dataset renamed = Payments.Rename("Card", "CardId");

        renamed.Names().ShouldBe(["At", "CardId", "Amount", "Channel", "Fraud"]);
        renamed["CardId"].Roles.ShouldBe(ColumnRoles.Key);
        renamed.Of("CardId").ShouldBe(Payments.Of("Card"));
        VerbData.Refused(() => Payments.Rename("Card", "Amount")).Message.ShouldBe(
            "'Card' can't become 'Amount': payments has a column 'Amount'. Rename or drop that one first, for example .Drop(\"Amount\").");
        VerbData.Refused(() => Payments.Rename("Card", " ")).Message.ShouldStartWith("Rename needs a new name for 'Card'");
    }

    [Fact]
    public void Windows_follow_their_columns()
    {
        Dataset data = Payments.WithWindows(Velocity.Per("Card").Over(TimeSpan.FromDays(2)).Count().Sum("Amount"));

        data.Drop("Card_Count_2d").Windows.Single().Features.Select(feature => feature.Name).ShouldBe(["Card_Sum_Amount_2d"]);
        data.Select("Amount", "Fraud").Windows.ShouldBeEmpty();
        data.Where(row => row.IsFraud).Windows.ShouldBe(data.Windows);
        EntityWindows renamed = data.Rename("Card", "Id").Rename("Amount", "Eur").Rename("Card_Count_2d", "n").Windows.Single();
        renamed.Keys.ShouldBe(["Id"]);
        renamed.Features.Select(feature => (feature.Name, feature.Column)).ShouldBe([("n", null), ("Card_Sum_Amount_2d", "Eur")]);
    }

    [Fact]
    public void What_was_said_while_reading_stays()
    {
        var data = new Dataset([.. Payments.Columns], "payments", TimeUnit.Hours)
        {
            Reading = new(["?"], ','),
            Warnings = [new("Card", "odd"), new("Amount", "odd")],
        };

        foreach (Dataset changed in new[] { data.Where(_ => true), data.Head(), data.Rename("Card", "Id"), data.Drop("Channel"),
            data.Concat(data), data.Sample(1), data.Join(Lookup(), "Channel"), data.JoinAsOf(VerbData.Limits(), "Card") })
        {
            changed.Reading.ShouldBe(data.Reading);
            changed.TimestampUnit.ShouldBe(TimeUnit.Hours);
            changed.Warnings.Count.ShouldBe(2);
        }

        data.Rename("Card", "Id").Warnings[0].ColumnName.ShouldBe("Id");
        data.Drop("Card").Warnings.Single().ColumnName.ShouldBe("Amount");

        static Dataset Lookup() => new([VerbData.Texts("Channel", ["web"]), VerbData.Numbers("Risk", 1)], "channels");
    }

    [Fact]
    public void A_dataset_prints_what_it_is_and_no_row()
    {
        Payments.ToString().ShouldBe("""
            payments: 6 rows, 2 frauds (33.3333%), 5 columns, 1970-01-02 to 1970-01-07
              At       Timestamp  Timestamp
              Card     Text       Key, 3 texts, 1 missing
              Amount   Number     Feature, 1 missing
              Channel  Text       Feature, 3 texts
              Fraud    Number     Label
            """.ReplaceLineEndings("\n"));
        new DatasetRow(Payments, 2).ToString().ShouldBe("row 3 of payments");
        new Dataset([]).ToString().ShouldBe("dataset: 0 rows, 0 columns");
    }
}
