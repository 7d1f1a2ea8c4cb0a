namespace FraudMl.Tests;

public sealed class TrialDefinitionTests : IDisposable
{
    private static readonly FraudPipeline Pipeline = new FraudPipelineBuilder()
        .Impute(Columns.Numbers)
        .Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
        .TargetMean("Channel")
        .Standardize(Columns.Numbers)
        .Train(Trainers.Stack([Trainers.LogisticRegression(), Trainers.DecisionTree()]))
        .Calibrate(Calibrators.Platt())
        .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
        .Build();

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-trial").FullName;

    [Fact]
    public void A_trial_sent_as_text_runs_to_the_same_bits_for_any_number_of_threads()
    {
        TrialWork work = Work(Pipeline, Train());
        CrossValidationReport report = work.Run();

        string text = work.ToDefinition().ToJson();
        TrialDefinition arrived = TrialDefinition.FromJson(text);

        arrived.ToJson().ShouldBe(text);
        foreach (int threads in new[] { 1, 3 })
        {
            CrossValidationReport again = arrived.CrossValidate(threadCount: threads);
            again.Metrics.Select(metric => metric.Name).ShouldBe(report.Metrics.Select(metric => metric.Name));
            foreach (Metric metric in report.Metrics)
                again.Folds.Select(fold => Bits(fold[metric])).ShouldBe(report.Folds.Select(fold => Bits(fold[metric])), metric.Name);
            Bits(again.OutOfFold.Scores).ShouldBe(Bits(report.OutOfFold.Scores));
        }
    }

    [Fact]
    public void A_winner_is_fitted_from_its_text_to_the_same_scores_and_decisions()
    {
        TrialWork work = Work(Pipeline, Train());
        FraudModel model = Pipeline.Fit(work.Data, new() { Seed = 11, InnerFolds = work.Folds });

        FraudModel again = TrialDefinition.FromJson(work.ToDefinition().ToJson()).Fit(threadCount: 1);

        Bits(again.Score(work.Data)).ShouldBe(Bits(model.Score(work.Data)));
        again.Decide(work.Data).ShouldBe(model.Decide(work.Data));
    }

    [Fact]
    public void Rows_in_memory_are_given_and_must_be_the_same()
    {
        Dataset data = Rows();
        TrialDefinition trial = TrialDefinition.FromJson(Work(Pipeline, data).ToDefinition().ToJson());

        trial.Data.CanOpen.ShouldBeFalse();
        Bits(trial.CrossValidate(data).OutOfFold.Scores).ShouldBe(Bits(Work(Pipeline, data).Run().OutOfFold.Scores));
        Should.Throw<FraudMlException>(() => trial.CrossValidate()).Message.ShouldContain("can't be opened again");
        Should.Throw<FraudMlException>(() => trial.Fit(data.Take([.. Enumerable.Range(0, data.RowCount - 1)]))).Message.ShouldContain("is not the dataset that is referred to");
    }

    [Fact]
    public void What_is_not_here_is_told_before_any_data_is_read()
    {
        TrialDefinition trial = Work(Pipeline, Train()).ToDefinition() with { Data = new DatasetReference("file:///nowhere/at/all.csv", "0") };
        Should.Throw<FraudMlException>(() => (trial with { Metrics = ["acme_gain"] }).CrossValidate()).Message.ShouldStartWith("There is no metric named 'acme_gain'.");
        Should.Throw<FraudMlException>(() => (trial with { Version = 9 }).Fit()).Message.ShouldStartWith("This trial definition has format version 9");
        TrialDefinition other = trial with { Pipeline = trial.Pipeline with { Trainer = new PartDefinition("Trainers.Quantum") { Package = "Acme.Quantum" } } };
        Should.Throw<FraudMlException>(() => other.Fit()).Message.ShouldStartWith("The trainer is 'Trainers.Quantum' of Acme.Quantum");
        Should.Throw<FraudMlException>(() => TrialDefinition.FromJson("{}")).Message.ShouldStartWith("This is no trial definition");
        FraudPipeline live = Pipeline.With(new CodeTrainer(_ => throw new NotSupportedException("It is never asked.")));
        Should.Throw<FraudMlException>(() => Work(live, Rows()).ToDefinition()).Message.ShouldContain("made of C# that only this process has");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Dataset Train()
    {
        string path = Path.Combine(_folder, "card.csv");
        Rows().WriteCsv(path);
        return Dataset.FromCsv(path, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds)).SplitByTime(0.2).Train;
    }

    private static Dataset Rows()
    {
        Dataset numbers = SyntheticTransactions.CreditCard(new() { RowCount = 2_000, FraudRatio = 0.06, Seed = 4 });
        int[] codes = [.. Enumerable.Range(0, numbers.RowCount).Select(row => row % 13 == 0 ? TextDictionary.Missing : row % 3)];
        return new Dataset([new TextColumn("Channel", codes, new TextDictionary(["web", "shop", "phone"])), .. numbers.Columns], "card", numbers.TimestampUnit);
    }

    private static TrialWork Work(FraudPipeline pipeline, Dataset data) => new(
        new TrialInfo(1, pipeline.Name, TrialPhase.Compare, pipeline, new Dictionary<string, object>(), 11), data, Folds.Stratified(3, seed: 5), [Metrics.Savings, Metrics.Mcc], 2);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static long[] Bits(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), Bits);

    private sealed class CodeTrainer(Func<TrainingData, ScoringModel> train) : ITrainer
    {
        public string Name => "Code";

        public ValidatedOptions Options => NoOptions.Instance;

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context) => train(data);
    }
}
