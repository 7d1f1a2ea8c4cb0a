using FraudMl.Tests.Onnx;

namespace FraudMl.Tests;

public sealed class ScoringSessionTests
{
    private static readonly Dataset Data = PipelineData.Transactions(3_000, seed: 1, texts: true);

    private static readonly FraudModel Model = Fit(new CountingStep());

    [Fact]
    public void B2_disposing_twice_does_not_give_two_requests_the_same_rows()
    {
        ScoringSession once = Model.OpenSession(1);
        once.Dispose();
        once.Dispose();
        using ScoringSession first = Model.OpenSession(1), second = Model.OpenSession(1);
        int risk = Index("Risk"), hour = Index("Hour");
        foreach (ScoringSession session in new[] { first, second }) session.SetNumber(0, hour, 12);
        first.SetNumber(0, risk, 0.1f);
        second.SetNumber(0, risk, 2);
        first.Score();
        second.Score();
        second.Buffers.ShouldNotBeSameAs(first.Buffers);
        first.Probabilities[0].ShouldNotBe(second.Probabilities[0]);
    }

    [Fact]
    public void Inputs_are_read_back_as_they_were_set_before_and_after_scoring()
    {
        using ScoringSession session = Model.OpenSession(2);
        int risk = Index("Risk"), kind = Model.Inputs.Index().First(input => input.Item.Kind == ColumnKind.Text).Index;
        session.SetNumber(1, risk, 0.25f);
        session.SetText(0, kind, Model.Inputs[kind].Texts![1]);
        session.SetText(1, kind, "never seen");
        for (int pass = 0; pass < 2; pass++)
        {
            float.IsNaN(session.Numbers(risk)[0]).ShouldBeTrue();
            session.Numbers(risk)[1].ShouldBe(0.25f);
            session.Codes(kind).ToArray().ShouldBe([1, TextDictionary.Unknown]);
            if (pass == 0) session.Score();
        }

        Should.Throw<FraudMlException>(() => session.Timestamps(risk).Length).Message
            .ShouldBe("Input 'Risk' is a Number and can't be read as a Timestamp.");
    }

    [Fact]
    public void A_session_that_was_closed_does_not_close_the_next_one_on_its_buffers()
    {
        ScoringSession stale = Model.OpenSession(1);
        stale.Dispose();
        ScoringSession[] open = [.. Enumerable.Range(0, 64).Select(_ => Model.OpenSession(1))];
        stale.Dispose();
        foreach (ScoringSession session in open) session.RowCount.ShouldBe(1);
        ScoringSession[] more = [.. Enumerable.Range(0, 64).Select(_ => Model.OpenSession(1))];
        open.Concat(more).Select(session => session.Buffers).ShouldBeUnique();
        foreach (ScoringSession session in open.Concat(more)) session.Dispose();
    }

    [Fact]
    public void B2_a_session_that_is_closed_or_was_never_opened_says_so()
    {
        ScoringSession session = Model.OpenSession(1);
        session.Dispose();
        Should.Throw<ObjectDisposedException>(() => session.SetNumber(0, 0, 1)).Message.ShouldContain("OpenSession");
        Should.Throw<ObjectDisposedException>(() => session.Score());
        Should.Throw<ObjectDisposedException>(() => session.Probabilities.Length);
        Should.Throw<ObjectDisposedException>(() => session.Explain(0));
        Should.Throw<ObjectDisposedException>(() => default(ScoringSession).Score());
        default(ScoringSession).Dispose();
    }

    [Fact]
    public void B2_no_rows_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Model.OpenSession(0));

    [Fact]
    public void B2_a_huge_batch_does_not_keep_its_buffers()
    {
        WeakReference buffers = HugeBatch(Fit(new CountingStep()), out FraudModel model);
        GC.Collect();
        buffers.IsAlive.ShouldBeFalse();
        GC.KeepAlive(model);
    }

    [Fact]
    public void Results_are_read_after_scoring_only()
    {
        using ScoringSession session = Model.OpenSession(2);
        Should.Throw<FraudMlException>(() => session.Margins.Length).Message.ShouldContain("Score()");
        Should.Throw<FraudMlException>(() => session.Flags.Length);
        Should.Throw<FraudMlException>(() => session.Costs());
        Should.Throw<FraudMlException>(() => session.Explain(0));
    }

    [Fact]
    public void A_value_of_another_kind_or_a_row_too_many_is_refused()
    {
        using ScoringSession session = Model.OpenSession(2);
        int amount = Index("Amount"), category = Index("Category");
        Should.Throw<FraudMlException>(() => session.SetNumber(0, category, 1)).ColumnName.ShouldBe("Category");
        Should.Throw<FraudMlException>(() => session.SetText(0, amount, "x")).ColumnName.ShouldBe("Amount");
        Should.Throw<FraudMlException>(() => session.SetTimestamp(0, amount, 1)).ColumnName.ShouldBe("Amount");
        Should.Throw<ArgumentOutOfRangeException>(() => session.SetNumber(2, amount, 1));
    }

    [Fact]
    public void One_pass_gives_margins_probabilities_flags_and_costs()
    {
        var step = new CountingStep();
        FraudModel model = Fit(step);
        using ScoringSession session = model.OpenSession(2);
        session.SetNumber(1, Index("Amount"), 40);
        step.Passes = 0;
        session.Score();
        session.Probabilities[1].ShouldBe(model.Calibrator.Calibrate(session.Margins[1]));
        session.Flags.Length.ShouldBe(2);
        session.Costs().ShouldNotBeNull().MissedFraud.ShouldBe([double.NaN, 40]);
        step.Passes.ShouldBe(1);
    }

    [Fact]
    public void Evaluate_runs_the_pipeline_once()
    {
        var step = new CountingStep();
        FraudModel model = Fit(step);
        Dataset known = Known(Data);
        step.Passes = step.Rows = 0;
        ScoredRows rows = model.ScoredRowsOf(known);
        step.Rows.ShouldBe(known.RowCount);
        step.Passes.ShouldBe((known.RowCount + 1023) / 1024);
        rows.Scores.ToArray().ShouldBe(model.Score(known));
        Enumerable.Range(0, known.RowCount).Select(rows.IsFlagged).ShouldBe(model.Decide(known));
        rows.Costs!.MissedFraud.ShouldBe(((NumberColumn)known["Amount"]).Values.ToArray().Select(amount => (double)amount));
        step.Rows = 0;
        model.Evaluate(known);
        step.Rows.ShouldBe(known.RowCount);
    }

    [Fact]
    public void Filling_and_scoring_a_warm_session_allocates_nothing()
    {
        int amount = Index("Amount"), category = Index("Category"), country = Index("Country");
        void Once(int row)
        {
            using ScoringSession session = Model.OpenSession(1);
            session.SetNumber(0, amount, row);
            session.SetText(0, category, "käufe 1"u8);
            session.SetText(0, country, "FR");
            session.Score();
        }

        for (int row = 0; row < 200; row++) Once(row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 100; row++) Once(row);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Texts_are_found_by_letters_and_by_bytes_and_white_space_is_missing()
    {
        double[] Scores(string text)
        {
            using ScoringSession session = Model.OpenSession(2);
            session.SetText(0, Index("Category"), text);
            session.SetText(1, Index("Category"), System.Text.Encoding.UTF8.GetBytes(text));
            session.Score();
            return session.Probabilities.ToArray();
        }

        double missing = Scores("")[0];
        foreach (string text in new[] { "käufe 1", "käufe 2", "nobody", "", " ", "\t\u00A0" })
        {
            double[] scores = Scores(text);
            scores[1].ShouldBe(scores[0], text);
            if (text.Trim().Length == 0) scores[0].ShouldBe(missing);
        }
    }

    private static WeakReference HugeBatch(FraudModel fitted, out FraudModel model)
    {
        model = fitted;
        using ScoringSession session = model.OpenSession(100_000);
        session.Score();
        return new WeakReference(session.Buffers);
    }

    private static int Index(string input) => Array.IndexOf([.. Model.Inputs.Select(known => known.Name)], input);

    private static Dataset Known(Dataset data) =>
        data.Take([.. Enumerable.Range(0, data.RowCount).Where(row => !float.IsNaN(((NumberColumn)data["Amount"]).Values[row]))]);

    private static FraudModel Fit(CountingStep step) => new FraudPipelineBuilder()
        .Impute("Amount").OneHot(Columns.Texts).Step(step)
        .Train(Trainers.LogisticRegression())
        .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5))
        .Build().Fit(Known(Data));
}
